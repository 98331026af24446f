"""Texts that come with the program: the voice an FAQ speaks with unless it brings its own, and a starter FAQ."""

from importlib.resources import files


def voice() -> dict[str, bytes]:
    """The built-in `voice.yaml` and its translations (`voice.de.yaml`), by their names."""
    return {file.name: file.read_bytes() for file in files(__name__).iterdir() if file.name.startswith("voice.")}


def starter() -> dict[str, str]:
    """The files of the starter FAQ: path below the new folder -> text."""
    root = files(__name__).joinpath("starter")
    found = {f"faq/{file.name}": file.read_text("utf-8") for file in root.joinpath("faq").iterdir() if file.is_file()}
    return {"README.md": root.joinpath("README.md").read_text("utf-8"), **found}
