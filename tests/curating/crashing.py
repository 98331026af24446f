"""Killing the bot at random moments, and looking at what it left.

    python -m tests.curating.crashing 300      kill a process 300 times in the middle of its work

A process of its own (`work`) edits, teaches, undoes and renames without pause, and says what has been confirmed to it,
a line each, before it goes on. Meanwhile files are changed by hand now and then. After each kill the same folder and
database are opened anew, and `look` says what does not agree.
"""

import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import cast

from bot.errors import EditError, FaqBotError
from bot.knowledge import builtin
from bot.knowledge.reading.checking import check
from bot.knowledge.reading.reader import read_faq
from bot.knowledge.shelf import Shelf
from tests.curating.shelves import ADA, ELSEWHERE, HOME, House, Open, furnish

ROOT = Path(__file__).parent.parent.parent
SERVERS = (HOME, ELSEWHERE)

Confirmed = dict[str, object]


def work(folder: Path, seed: int, first: int) -> None:
    """Change the FAQ until killed. Numbers for what is new begin with `first`, so that no two processes share one."""
    choice = random.Random(seed)  # noqa: S311 -- chance is all that is wanted
    with House(folder).opened() as opened:
        print(json.dumps({"ready": True}), flush=True)
        for number in range(first, first + 100_000):
            server = choice.choice(SERVERS)
            try:
                confirmed = _change(opened, choice, server, number)
            except EditError:
                continue  # somebody else changed the file: nothing was confirmed
            print(json.dumps({"server": server, **confirmed}), flush=True)


def _change(opened: Open, choice: random.Random, server: str, number: int) -> Confirmed:
    desk = opened.curating
    known = [name for name in desk.edition(server).faq.by_id if name.startswith("new-") and desk.is_own(server, name)]
    kinds = ["add", "add", "teach", "words", "group", "edit", "undo", "rename", "move", "remove", "restore"]
    match choice.choice(kinds):
        case "teach":
            question = f"taught question {number}"
            draft = desk.teach(server, "small-cups", [question])
            wanted: Confirmed = {"taught": question}
            if choice.random() < 0.3:
                draft, wanted = desk.expecting(draft, [question]), {**wanted, "kept": question}
        case "words":
            draft = desk.words(server, [[f"word {number}", f"term {number}"]])
            wanted = {"words": f"word {number}"}
        case "group":
            old = next(iter(desk.word_groups(server)), ())
            draft = desk.word_group(server, old, [f"word {number}", f"term {number}"])
            wanted = {"words": f"word {number}"}
        case "restore" if gone := desk.removed(server):
            name = gone[0][0]
            draft = desk.restore(server, name)
            wanted = {"entry": name}
        case "edit" if known:
            name = choice.choice(known)
            draft = desk.edit(server, name, {"answer": f"Edited {number}."})
            wanted = {"entry": name, "answer": f"Edited {number}."}
        case "rename" if known:
            name = choice.choice(known)
            draft = desk.rename(server, name, f"new-{number}")
            wanted = {"entry": f"new-{number}", "gone": name}
        case "move" if known:
            name = choice.choice(known)
            draft = desk.move(server, name, choice.choice(["Attic", "Cellar"]))
            wanted = {"entry": name}
        case "remove" if len(known) > 3:
            name = choice.choice(known)
            draft = desk.remove(server, name)
            wanted = {"gone": name}
        case "undo" if known and (past := desk.history(server, limit=1)):
            draft = desk.undo(server, past[0].id)
            wanted = {"undid": past[0].id}
        case _:
            typed = {"id": f"new-{number}", "question": f"What is new {number}?", "answer": f"Added {number}."}
            draft = desk.add(server, typed, topic=choice.choice(["Attic", "Cellar"]))
            wanted = {"entry": f"new-{number}", "answer": f"Added {number}."}
    saved = desk.save(draft, ADA, f"no. {number}")
    return {**wanted, "change": saved.id, "reason": f"no. {number}", "action": draft.action}


def look(folder: Path, confirmed: list[Confirmed]) -> list[str]:
    """What does not agree after a restart: files with faults, changes that are missing or there twice."""
    wrong: list[str] = []
    house = House(folder)
    with house.opened() as opened:
        for server in SERVERS:
            wrong += _look_at(opened, server, [one for one in confirmed if one["server"] == server])
    found = check(read_faq(Shelf(house.faq).documents(), builtin.voice())).faults
    return wrong + [f"fault: {fault}" for fault in found]


def _look_at(opened: Open, server: str, confirmed: list[Confirmed]) -> list[str]:
    desk, whose = opened.curating, opened.curating.whose(server)
    wrong = []
    pasts = desk.history(server, limit=100_000)
    reasons = [past.reason for past in pasts if past.reason]
    wrong += [
        f"{reason} is recorded {reasons.count(reason)} times" for reason in {*reasons} if reasons.count(reason) > 1
    ]
    wrong += [f"{one['reason']} was confirmed and is not recorded" for one in confirmed if one["reason"] not in reasons]
    shelf = opened.library.shelf(whose)
    files = shelf.documents() if shelf.folder.is_dir() and shelf.has_documents() else {}
    recorded = opened.archive.open().revisions.documents(whose)
    if {name: content.decode() for name, content in files.items()} != recorded:
        wrong.append(f"history and files of {server} do not agree")
    if shelf.folder.is_dir():
        wrong += [f"left behind: {path.name}" for path in shelf.folder.glob(".faqbot-*")]
        notes = [path for path in (shelf.folder / ".faqbot").glob("*") if path.name not in {"lock", ".gitignore"}]
        wrong += [f"left behind: {path.name}" for path in notes]
    return wrong + _last_words(opened, server, confirmed, [str(past.reason) for past in pasts])


def _last_words(opened: Open, server: str, confirmed: list[Confirmed], reasons: list[str]) -> list[str]:
    """Whether the newest recorded change, if it was confirmed, is what the FAQ says."""
    if not confirmed or not reasons or confirmed[-1]["reason"] != reasons[0]:
        return []
    last, faq = confirmed[-1], opened.curating.edition(server).faq
    wrong = []
    if "entry" in last and last["entry"] not in faq.by_id:
        wrong.append(f"{last['entry']} was confirmed and is not there")
    if "answer" in last and (entry := faq.by_id.get(str(last["entry"]))) and entry.answer != last["answer"]:
        wrong.append(f"{last['entry']} does not say what was confirmed")
    if "gone" in last and last["gone"] in faq.by_id:
        wrong.append(f"{last['gone']} was confirmed to be gone and is there")
    if "words" in last and not any(last["words"] in group for group in opened.curating.word_groups(server)):
        wrong.append(f"{last['words']} was confirmed and is not there")
    kept = [one.question for one in faq.questions]
    wrong += [f"{question} is kept {kept.count(question)} times" for question in {*kept} if kept.count(question) > 1]
    if "kept" in last and last["kept"] not in kept:
        wrong.append(f"{last['kept']} was confirmed as a test question and is none")
    if "taught" in last and last["taught"] not in faq.by_id["small-cups"].also:
        wrong.append(f"{last['taught']} was confirmed and is not there")
    return wrong


def by_hand(folder: Path, choice: random.Random) -> None:
    """Save a file as an editor does that knows of no lock: a comment more at its beginning."""
    path = folder / "faq" / choice.choice(["tea.yaml", "cups.yaml"])
    text = path.read_bytes()
    new = path.with_name("edited by hand")
    new.write_bytes(b"# by hand %d\n" % choice.randrange(10**6) + text)
    if path.read_bytes() == text:
        new.replace(path)


def kill_again_and_again(folder: Path, times: int, seed: int) -> tuple[int, list[str]]:
    """Kill `times` processes at random moments; how many changes were confirmed, and all that did not agree."""
    choice = random.Random(seed)  # noqa: S311 -- chance is all that is wanted
    confirmed: list[Confirmed] = []
    wrong: list[str] = []
    for turn in range(times):
        confirmed += _one_life(folder, choice, turn)
        wrong += [f"after kill {turn + 1}: {one}" for one in look(folder, confirmed)]
    return len(confirmed), wrong


def _one_life(folder: Path, choice: random.Random, turn: int) -> list[Confirmed]:
    """What a process confirmed until it was killed."""
    command = [sys.executable, "-m", "tests.curating.crashing", "work", str(folder)]
    command += [str(choice.randrange(10**9)), str(turn * 100_000)]
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(command, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        assert json.loads(process.stdout.readline()) == {"ready": True}
        until = time.monotonic() + choice.uniform(0.0, 1.0)
        while time.monotonic() < until:
            time.sleep(choice.uniform(0.0, 0.2))
            if choice.random() < 0.3:
                by_hand(folder, choice)
        process.send_signal(signal.SIGKILL)
        lines = process.stdout.read().splitlines()
    return [cast("Confirmed", json.loads(line)) for line in lines if line.endswith("}")]


def main() -> None:
    if sys.argv[1] == "work":
        work(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
        return
    times, seed = int(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 1
    with tempfile.TemporaryDirectory() as folder:
        house = furnish(Path(folder))
        confirmed, wrong = kill_again_and_again(house.folder, times, seed)
        print(f"{times} kills, {confirmed} confirmed changes, {len(wrong)} disagreements")
        print("\n".join(wrong))
        sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    try:
        main()
    except FaqBotError as error:
        sys.exit(str(error))
