"""What somebody brings along -> changed files: the YAML of an export, a zip of it, or tables of entries."""

import io
import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath

from bot.errors import EditError
from bot.knowledge.documents import Changed, Documents
from bot.knowledge.editing import edits
from bot.knowledge.editing.table import with_table
from bot.knowledge.yaml_text.nodes import Mapping as MappingNode
from bot.knowledge.yaml_text.nodes import Scalar
from bot.knowledge.yaml_text.parsing import MAX_BYTES, parse

MOST_FILES = 500
KINDS = (".yaml", ".yml", ".csv")
MOST_BYTES = 50 * MAX_BYTES
# What `zipfile` raises for a zip that is damaged, encrypted, or packed in a way it does not know.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    OSError,
    RuntimeError,
    NotImplementedError,
    EOFError,
    ValueError,
)


def imported(documents: Documents, files: Mapping[str, bytes], topic: str) -> Changed:
    """The files that change; `topic` is for entries of a table that name none. Raises EditError or FieldFaults."""
    after = dict(documents)
    taken: dict[str, str] = {}  # the names that files come by, by those that they get
    # Tables last: they change what is there, and a file takes the place of what was.
    for name, content in sorted(files.items(), key=lambda one: (_is_table(one[0]), one[0])):
        if len(content) > MAX_BYTES:
            plain, most = _plain(name), MAX_BYTES >> 20
            raise EditError(f"{plain} is larger than {most} MiB; split it", "why_too_large", name=plain, size=most)
        if _is_table(name):
            after = with_table(after, _plain(name), content, topic)
        else:
            file = _file_for(after, name, content)
            if file in taken:
                message = f"{taken[file]} and {_plain(name)} are both for {file}; make one of them, or leave one out"
                raise EditError(message, "why_same_file", name=taken[file], other=_plain(name), file=file)
            taken[file], after[file] = _plain(name), content
    return {file: content for file, content in after.items() if content != documents.get(file)}


def unzipped(name: str, content: bytes) -> dict[str, bytes]:
    """The YAML files and tables in a zip, by their names without folders. Raises EditError.

    No more is unpacked than an FAQ may hold, however much the zip claims.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            found = [info for info in archive.infolist() if _is_wanted(info.filename)]
            if len(found) > MOST_FILES or sum(info.file_size for info in found) > MOST_BYTES:
                size = MOST_BYTES >> 20
                message = f"{name} holds more than {MOST_FILES} files, or more than {size} MiB"
                raise EditError(message, "why_full_zip", name=name, most=MOST_FILES, size=size)
            files = by_name((info.filename, _unpacked(archive, info)) for info in found)
    except _BROKEN:
        raise EditError(f"{name} is no zip that can be read", "why_no_zip", name=name) from None
    if not files:
        raise _not_importable(name)
    return files


def refuse_other_kinds(name: str) -> None:
    """Raises EditError for a file that cannot be imported, as its name shows: a picture, a document."""
    if not name.lower().endswith((*KINDS, ".txt", ".zip")):
        raise _not_importable(name)


def _not_importable(name: str) -> EditError:
    return EditError(f"there is neither YAML nor a table in {name}", "why_not_importable", name=name)


def by_name(files: Iterable[tuple[str, bytes]]) -> dict[str, bytes]:
    """Files by their names without folders. Raises EditError for two of one name, of which one would be lost."""
    found: dict[str, bytes] = {}
    for path, content in files:
        if (name := _plain(path)) in found:
            message = f"there are two files called {name}; rename one, or import one after the other"
            raise EditError(message, "why_two_files", name=name)
        found[name] = content
    return found


def _is_wanted(path: str) -> bool:
    """Whether a file of a zip is for an FAQ; macOS puts hidden companions (`._tea.yaml`) into each."""
    return path.lower().endswith(KINDS) and not _plain(path).startswith(".")


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    with archive.open(info) as file:
        return file.read(MAX_BYTES + 1)


def _is_table(name: str) -> bool:
    return name.lower().endswith(".csv")


def _plain(path: str) -> str:
    return PurePosixPath(path.replace("\\", "/")).name


def _file_for(documents: Documents, name: str, content: bytes) -> str:
    """The file whose place `content` takes: the one of that name, or else the one with the same topic."""
    plain = re.sub(r"\.yml\Z", ".yaml", _plain(name))
    if plain in documents or not edits.is_topic(plain):
        return plain
    root = parse(plain, content).root
    title = root.items.get("topic") if isinstance(root, MappingNode) else None
    same = edits.topic_file(documents, title.typed) if isinstance(title, Scalar) else None
    if same or edits.is_file_name(plain):
        return same or plain
    return edits.new_file(documents, title.typed if isinstance(title, Scalar) else "topic")
