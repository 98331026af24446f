"""Following what becomes of a question: it is edited, and the reply changes; it is deleted, and the reply goes.

Discord tells of edits and deletions by id. An edit carries its words only where the bot may read them, which is so as
long as the message is still for the bot; one that no longer is loses its reply.
"""

from datetime import timedelta

import discord

from bot.on_discord.asking import Asked, asked
from bot.on_discord.callers import author_of
from bot.on_discord.front import Front
from bot.on_discord.questions import answer_to
from bot.on_discord.replies import Posted, digest_of

EDITS_FOLLOWED = timedelta(minutes=5)


async def edited(front: Front, message: discord.Message, me: int) -> None:
    """A message was edited, or something about it has changed: a preview of a link, a pin."""
    if message.edited_at is None or message.edited_at - message.created_at > EDITS_FOLLOWED:
        return
    posted = await front.replies.to(message.id)
    if posted is None:
        return
    question = asked(message, me)
    if question is None:
        await _remove(front, message.id, posted)
    elif digest_of(question.text) != posted.digest:
        await _revise(front, message, question, posted)


async def deleted(front: Front, message_id: int) -> None:
    """A message was deleted, by whomever."""
    posted = await front.replies.to(message_id)
    if posted is not None:
        await _remove(front, message_id, posted)


async def _revise(front: Front, message: discord.Message, question: Asked, posted: Posted) -> None:
    caller = author_of(message)
    view = await front.revise(caller, question.text, lambda: answer_to(front, message, question))
    if view is None:
        return
    front.replies.revised(caller, posted, question.text)
    silent = discord.AllowedMentions.none()
    if not await front.sender.change(lambda: posted.reply.edit(view=view, allowed_mentions=silent), "changing a reply"):
        front.replies.forget(message.id)


async def _remove(front: Front, message_id: int, posted: Posted) -> None:
    front.replies.forget(message_id)
    await front.sender.change(posted.reply.delete, "removing a reply")
