"""Following what becomes of a question: it is edited, and the reply changes; it is deleted, and the reply goes.

Discord tells of edits and deletions by id. An edit carries its words only where the bot may read them, which is so as
long as the message is still for the bot, or is overheard. One that no longer is, or to which there is no certain answer
that it was not asked for, loses its reply.

What becomes of one message is followed in the order in which it happened, however long Discord takes over each step.
"""

from datetime import timedelta

import discord
from discord import ui

from bot.on_discord.callers import Caller, author_of
from bot.on_discord.front import Front
from bot.on_discord.members import overhearing
from bot.on_discord.members.asking import asked
from bot.on_discord.members.questions import answer_to
from bot.on_discord.sending.replies import Posted, digest_of

EDITS_FOLLOWED = timedelta(minutes=5)


async def edited(front: Front, message: discord.Message, me: int) -> None:
    """A message was edited, or something about it has changed: a preview of a link, a pin."""
    if message.edited_at is None or message.edited_at - message.created_at > EDITS_FOLLOWED:
        return
    async with front.replies.one_by_one(message.id):
        posted = await front.replies.to(message.id)
        if posted is not None:
            await _follow(front, message, posted, me)


async def deleted(front: Front, *message_ids: int) -> None:
    """Messages were deleted, by whomever. Of all that are deleted anywhere, few have a reply."""
    for message_id in await front.replies.followed(message_ids):
        async with front.replies.one_by_one(message_id):
            posted = await front.replies.to(message_id)
            if posted is not None:
                await _remove(front, message_id, posted)


async def _follow(front: Front, message: discord.Message, posted: Posted, me: int) -> None:
    question = asked(message, me)
    overheard = [] if question else overhearing.heard(front, message)
    text = question.text if question else message.content
    if not question and not overheard:
        await _remove(front, message.id, posted)
    elif digest_of(text) != posted.digest:
        caller = author_of(message)
        if question:
            view = await front.revise(caller, text, lambda: answer_to(front, message, question))
        else:
            view = await front.revise_unasked(caller, overheard, lambda: overhearing.answer(front, overheard, caller))
            if view is None:
                await _remove(front, message.id, posted)
        if view is not None:
            await _change(front, caller, posted, text, view)


async def _change(front: Front, caller: Caller, posted: Posted, text: str, view: ui.LayoutView) -> None:
    """Make of the reply `posted` one to `text`, which `caller` has made of their message."""
    front.replies.revised(caller, posted, text, view)
    silent = discord.AllowedMentions.none()
    if not await front.sender.change(lambda: posted.reply.edit(view=view, allowed_mentions=silent), "changing a reply"):
        front.replies.forget(int(caller.message or 0))


async def _remove(front: Front, message_id: int, posted: Posted) -> None:
    front.replies.forget(message_id)
    await front.sender.change(posted.reply.delete, "removing a reply")
