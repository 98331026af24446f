"""The settings: what is in force, and what is said about those that are wrong."""

from pathlib import Path

import pytest

from bot import config
from bot.config import Settings
from bot.engine.judging.judge import Thresholds
from bot.errors import ConfigError
from bot.records.model import Keep

ROOT = Path(__file__).parent.parent
SECRET = "MTA4.not-a-real-token.abc"


def load(folder: Path, yaml: str | None = None, **environ: str) -> Settings:
    if yaml is not None:
        (folder / "config.yaml").write_text(yaml, encoding="utf-8")
    return config.load(environ=environ, folder=folder)


def faults(folder: Path, yaml: str, **environ: str) -> list[str]:
    with pytest.raises(ConfigError) as raised:
        load(folder, yaml, **environ)
    return [line.removeprefix(f"{folder}/") for line in str(raised.value).splitlines()]


def test_without_a_file_and_an_environment_everything_has_its_default(tmp_path: Path) -> None:
    settings = load(tmp_path)
    assert settings.token is None
    assert settings.discord.message_content is False
    assert settings.answering.answer_from is None
    assert settings.conversation.minutes == 15
    assert settings.log.level == "info"


def test_what_the_file_says_is_in_force(tmp_path: Path) -> None:
    settings = load(
        tmp_path,
        "discord: {message_content: true, questions_per_minute: 3}\n"
        "answering: {answer_from: 0.7, suggest_from: 0.2}\nconversation: {minutes: 2.5}\nlog: {level: debug}\n",
    )
    assert (settings.discord.message_content, settings.discord.questions_per_minute) == (True, 3)
    assert (settings.answering.answer_from, settings.answering.suggest_from) == (0.7, 0.2)
    assert (settings.conversation.minutes, settings.log.level) == (2.5, "debug")


@pytest.mark.parametrize(
    "yaml", ["", "# all commented out\n", "discord:\n  # message_content: true\nlog:\n", "faq: null\n"]
)
def test_a_file_or_section_with_nothing_in_it_changes_nothing(tmp_path: Path, yaml: str) -> None:
    assert load(tmp_path, yaml) == config.load(environ={}, folder=tmp_path)


def test_every_fault_is_named_at_once_with_its_line(tmp_path: Path) -> None:
    """Nobody has to start the bot five times to find five mistakes."""
    assert faults(
        tmp_path,
        "faq: [a, b]\n"
        "discord:\n"
        "  mesage_content: true\n"
        "  message_content: perhaps\n"
        "  questions_per_minute: 0\n"
        "answering: {answer_from: 0.3, suggest_from: 0.5}\n"
        "conversation: 5\n"
        "log: {level: loud}\n"
        "colour: red\n",
    ) == [
        "config.yaml:1: `faq` cannot be used as it is; it should be text",
        "config.yaml:3: `discord.mesage_content` is not a setting; did you mean `discord.message_content`?",
        "config.yaml:4: `discord.message_content` cannot be used as it is; it should be true or false",
        "config.yaml:5: `discord.questions_per_minute` cannot be used as it is; "
        "it should be greater than or equal to 1",
        "config.yaml:6: `suggest_from` is above `answer_from`: no question could ever get suggestions; "
        "change one of the two",
        "config.yaml:7: `conversation` cannot be used as it is; "
        "it should be a section: its settings on lines of their own, indented by two spaces",
        "config.yaml:8: `log.level` cannot be used as it is; it should be 'debug', 'info', 'warning' or 'error'",
        "config.yaml:9: `colour` is not a setting; the settings are faq, servers, discord.message_content, "
        "discord.questions_per_minute, discord.home_server, discord.channel_answers_per_minute, answering.answer_from, "
        "answering.suggest_from, meaning.library, meaning.model, conversation.minutes, "
        "records.database, records.keep, records.keep_days, records.server_days, log.level",
    ]


def test_what_is_kept_is_chosen_in_words(tmp_path: Path) -> None:
    settings = load(tmp_path, "records: {keep: unanswered only, database: kept/here.sqlite3}\n")
    assert settings.records.keep is Keep.UNANSWERED
    assert settings.database == tmp_path / "kept" / "here.sqlite3"
    assert faults(tmp_path, "records:\n  keep: some\n  keep_days: 0\n") == [
        "config.yaml:2: `records.keep` cannot be used as it is; it should be 'none', 'unanswered only' or 'all'",
        "config.yaml:3: `records.keep_days` cannot be used as it is; it should be greater than or equal to 1",
    ]


def test_a_value_of_another_kind_is_told_with_how_to_write_it(tmp_path: Path) -> None:
    assert faults(
        tmp_path,
        'discord: {home_server: 123456789012345678}\nanswering: {answer_from: 70%}\nrecords: {keep_days: "3"}\n',
    ) == [
        "config.yaml:1: `discord.home_server` cannot be used as it is; "
        'it should be the id of a server, in quotes: "123456789012345678"',
        "config.yaml:2: `answering.answer_from` cannot be used as it is; "
        "it should be a number such as 0.5, without quotes",
        "config.yaml:3: `records.keep_days` cannot be used as it is; it should be a whole number, without quotes",
    ]


def test_a_setting_without_its_section_is_led_back_to_it(tmp_path: Path) -> None:
    assert faults(tmp_path, "minutes: 5\n") == [
        "config.yaml:1: `minutes` is not a setting; did you mean `conversation.minutes`?"
    ]


@pytest.mark.parametrize("yaml", ["- a\n- b\n", "just words\n", "a: [1\nb: 2\n", "a: 1\na: 2\n", "a: &x 1\nb: *x\n"])
def test_a_file_that_is_no_list_of_settings_is_a_fault_not_a_crash(tmp_path: Path, yaml: str) -> None:
    assert faults(tmp_path, yaml)[0].startswith("config.yaml:")


def test_a_file_that_is_not_text_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / "config.yaml").write_bytes(b"log: \xff\xfe\n")
    with pytest.raises(ConfigError, match="UTF-8"):
        config.load(environ={}, folder=tmp_path)


def test_a_named_file_has_to_exist_and_to_be_a_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"cannot be read \(No such file or directory\); name a file that exists"):
        config.load(tmp_path / "nowhere.yaml", environ={}, folder=tmp_path)
    with pytest.raises(ConfigError, match=r"cannot be read .*; check who may read it"):
        config.load(tmp_path, environ={}, folder=tmp_path)


@pytest.mark.parametrize("yaml", [f"token: {SECRET}", f"discord: {{token: {SECRET}}}", f"DISCORD_TOKEN: {SECRET}"])
def test_a_token_in_the_file_is_refused_with_the_right_place_and_never_shown(tmp_path: Path, yaml: str) -> None:
    (fault,) = faults(tmp_path, yaml)
    assert "put DISCORD_TOKEN=… into .env or the environment" in fault
    assert SECRET not in fault


def test_the_token_is_read_from_the_environment_and_never_shown(tmp_path: Path) -> None:
    settings = load(tmp_path, DISCORD_TOKEN=f" {SECRET}\n")
    assert settings.token is not None
    assert settings.token.get_secret_value() == SECRET
    assert SECRET not in repr(settings)


def test_the_token_may_stand_in_dotenv_and_the_environment_goes_before_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("DISCORD_TOKEN='from-file$X'\nFAQBOT_DISCORD_API=http://127.0.0.1:1\n")
    from_file = load(tmp_path)
    assert from_file.token is not None
    assert from_file.token.get_secret_value() == "from-file$X"
    assert from_file.discord_api == "http://127.0.0.1:1"
    from_environment = load(tmp_path, DISCORD_TOKEN="from-environment")
    assert from_environment.token is not None
    assert from_environment.token.get_secret_value() == "from-environment"


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (f'# mine\n\nDISCORD_TOKEN="{SECRET}\n', ".env:3: a quote is not closed at the end of the line"),
        (f"DISCORD_TOKEN='{SECRET}' x\n", ".env:1: a quote is not closed at the end of the line"),
        (f"DISCORD_TOKEN: {SECRET}\n", ".env:1: the line has no `=`"),
        (f"\n{SECRET}\n", ".env:2: the line has no `=`"),
        (f"my token is {SECRET}\n", ".env:1: the line has no `=`"),
        (f"MY TOKEN={SECRET}\n", ".env:1: in front of `=` there is not just a name"),
        (f"discord_token={SECRET}\n", ".env:1: this is not quite DISCORD_TOKEN"),
        (f"A=b\nDISCORD_TOKEN=Bot {SECRET}\n", ".env:2: DISCORD_TOKEN holds a space, or another sign"),
        (f"DISCORD_TOKEN=“{SECRET}”\n", ".env:1: DISCORD_TOKEN holds a space, or another sign"),
    ],
)
def test_a_slip_in_dotenv_is_told_with_its_line_and_without_the_token(tmp_path: Path, text: str, fault: str) -> None:
    (tmp_path / ".env").write_text(text, "utf-8")
    with pytest.raises(ConfigError) as raised:
        load(tmp_path)
    (told,) = str(raised.value).removeprefix(f"{tmp_path}/").splitlines()
    assert told.startswith(fault)
    assert "write DISCORD_TOKEN=your-token" in told
    assert SECRET not in told


@pytest.mark.parametrize("line", ["COMPOSE_PROFILES", "DISCORD_BOT_TOKEN=x", "DISCORD_TOKEN_OLD=", 'NOTE="open'])
def test_lines_of_other_programs_are_let_be_where_the_token_is_there(tmp_path: Path, line: str) -> None:
    (tmp_path / ".env").write_text(f"{line}\n")
    assert load(tmp_path, DISCORD_TOKEN=SECRET).token is not None
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={SECRET}\n{line}\n")
    assert load(tmp_path).token is not None


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("FAQBOT_DISCORD_AP=https://x", "this is not quite FAQBOT_DISCORD_API; write FAQBOT_DISCORD_API=https://…"),
        ("export DISCORD_TOKN=x", "this is not quite DISCORD_TOKEN; write DISCORD_TOKEN=your-token"),
    ],
)
def test_a_name_that_is_not_quite_one_is_told_with_the_line_it_should_be(
    tmp_path: Path, line: str, remedy: str
) -> None:
    (tmp_path / ".env").write_text(f"{line}\n")
    with pytest.raises(ConfigError, match=remedy):
        load(tmp_path)


def test_a_dotenv_that_is_no_text_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={SECRET}\n", "utf-16")  # as some shells of Windows write it
    with pytest.raises(ConfigError, match="encoding UTF-8") as raised:
        load(tmp_path)
    assert SECRET not in str(raised.value)


def test_a_dotenv_may_begin_with_a_mark_and_hold_what_others_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"DISCORD_TOKEN={SECRET}\nDISCORD_TOKEN_OLD=a b\nOTHER='c d'\n", "utf-8-sig")
    token = load(tmp_path).token
    assert token is not None
    assert token.get_secret_value() == SECRET


def test_an_empty_token_is_none(tmp_path: Path) -> None:
    assert load(tmp_path, DISCORD_TOKEN="").token is None
    assert load(tmp_path, DISCORD_TOKEN="  ").token is None
    (tmp_path / ".env").write_text("DISCORD_TOKEN=\n")
    assert load(tmp_path).token is None


def test_an_address_that_is_none_is_a_fault_named_together_with_the_others(tmp_path: Path) -> None:
    assert faults(tmp_path, "log: {level: 3}\n", FAQBOT_DISCORD_API="discord") == [
        "config.yaml:1: `log.level` cannot be used as it is; it should be 'debug', 'info', 'warning' or 'error'",
        "environment:1: FAQBOT_DISCORD_API is not an address; begin it with https:// or leave it out",
    ]


def test_the_faq_is_the_one_chosen_then_the_one_set_then_the_one_here_then_the_shipped_one(tmp_path: Path) -> None:
    shipped = load(tmp_path).faq
    assert shipped != tmp_path / "faq"
    (tmp_path / "faq").mkdir()
    assert load(tmp_path).faq == tmp_path / "faq"
    assert load(tmp_path, "faq: other\n").faq == tmp_path / "other"
    assert config.load(faq=Path("chosen"), environ={}, folder=tmp_path).faq == Path("chosen")


def test_the_faq_in_a_config_file_is_seen_from_that_file(tmp_path: Path) -> None:
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "bot.yaml").write_text("faq: questions\n")
    assert config.load(tmp_path / "deep" / "bot.yaml", environ={}).faq == tmp_path / "deep" / "questions"


def test_the_example_names_every_setting_and_holds_without_changing_anything(tmp_path: Path) -> None:
    """Whoever copies it starts with exactly what held before."""
    example = (ROOT / "config.example.yaml").read_text(encoding="utf-8")
    for name in config.setting_names():
        assert f"{name.split('.')[-1]}:" in example, f"{name} is not documented"
    assert load(tmp_path, example) == config.load(environ={}, folder=tmp_path)
    assert config.TOKEN_VARIABLE in example
    assert config.API_VARIABLE in example


def test_the_example_names_the_thresholds_that_hold_without_it() -> None:
    usual = Thresholds()
    assert f"to the matcher: {usual.answer_from}." in config.example()
    assert f"`null`: {usual.suggest_from}." in config.example()
