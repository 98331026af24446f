"""What the bot says besides answers, each text by its name."""

from typing import Annotated

from pydantic import StringConstraints

from bot.knowledge.values import Value

# What the bot says besides answers has to leave room for them; a label has to fit a Discord button (80).
Saying = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=400)]
Label = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=80)]
LongSaying = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=1500)]
# What Discord shows of a command, or in an empty field of a form, before something is typed (100).
CommandText = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]


class Sayings(Value):
    """Every text that is said; `{braces}` are filled in by the bot."""

    greeting: Saying
    thanks: Saying
    farewell: Saying
    laughter: Saying
    complaint: Saying
    reaction: Saying
    sorrow: Saying
    relief: Saying
    help: LongSaying
    nothing: Saying
    nothing_near: Saying
    nothing_near_one: Saying
    did_you_mean: Saying
    did_you_mean_one: Saying
    none_of_these: Label
    not_this_one: Label
    ask_next: Label
    sources: Label
    paragraph: Label
    disclaimer: Saying
    two_answers: Saying
    read_as: Saying
    said_before: Saying
    in_short: Saying
    to_compare: Saying
    told_all: Saying
    from_source: Saying
    in_general: Saying
    empty_question: Saying
    too_long: Saying
    slow_down: Saying
    channel_busy: Saying
    busy: Saying
    cannot_write: Saying
    entry_gone: Saying
    failed: Saying

    helpful: Label
    not_helpful: Label
    rated_helpful: Saying
    rated_not_helpful: Saying
    tell_moderators: Label
    told_moderators: Saying
    not_kept: Saying
    not_yours: Saying
    not_saved: Saying

    post_here: Label
    posted: Saying
    cannot_post: Saying
    not_posted: Saying
    no_words: Saying
    unasked: Saying
    removed: Saying
    not_theirs: Saying
    not_mine: Saying
    cannot_remove: Saying

    browse: Saying
    choose_topic: Label
    choose_question: Label
    questions_in: Label
    page: Label
    previous: Label
    next: Label
    all_topics: Label

    privacy: Saying
    privacy_nothing: Saying
    privacy_all: Saying
    privacy_unanswered: Saying
    privacy_none: Saying
    privacy_linked: Saying
    privacy_held: Saying
    privacy_changes: Saying
    delete_mine: Label
    deleted_mine: Saying
    not_deleted: Saying

    not_a_moderator: Saying

    who_may_curate: Saying
    choose_roles: Label
    choose_people: Label

    form_new: Label
    form_change: Label
    field_question: Label
    field_answer: Label
    field_short: Label
    field_also: Label
    field_more: Label
    field_sources: Label
    field_follow_ups: Label
    hint_answer: CommandText
    hint_more: CommandText
    hint_sources: CommandText
    hint_follow_ups: CommandText

    choose_section: Label
    more_sections: Label
    cited_now: Saying
    choose_paragraphs: Label
    back: Label

    draft_unsaved: Saying
    draft_goes: Saying
    draft_no_answer: Saying
    draft_below: Saying
    draft_file: Label
    draft_effect: Label
    draft_faults: Saying
    draft_same: Saying

    remark_lost: Saying
    remark_taken: Saying
    remark_turned: Saying
    remark_wanted: Saying
    remark_unwanted: Saying
    remark_no_source: Saying
    remark_led_to_by_none: Saying
    remark_no_follow_ups: Saying
    remark_few_phrasings: Saying
    remark_all_few_phrasings: Saying
    remark_no_words: Saying
    remark_not_written: Saying
    remark_no_pair: Saying
    remark_unmarked_end: Saying
    remark_cited_twice: Saying
    remark_no_signs: Saying
    remark_like_term: Saying
    remark_short_goes: Saying
    remark_tests_go: Saying
    remark_harmless: Saying
    remark_more: Saying
    verdict_answer: Saying
    verdict_suggest: Saying
    verdict_none: Saying
    verdict_advice: Saying
    verdict_urgent: Saying
    verdict_chatter: Saying

    draft_conflict: Saying
    draft_theirs: Label
    draft_mine: Label

    save: Label
    save_with_reason: Label
    save_anyway: Label
    change: Label
    drop: Label
    take_back: Label

    form_reason: Label
    field_reason: Label

    draft_dropped: Saying
    draft_gone: Saying
    draft_saved: Saying
    draft_saved_later: Saying
    cannot_change: Saying
    why_no_entry: Saying
    why_shared_entry: Saying
    why_entry_there: Saying
    why_not_removed: Saying
    why_same_topic: Saying
    why_stays: Saying
    why_no_phrasing: Saying
    why_no_change: Saying
    why_not_leading: Saying
    why_not_refused: Saying
    why_unchanged: Saying
    why_nothing: Saying
    why_conflict: Saying
    why_no_group: Saying
    why_group_changed: Saying
    why_no_text: Saying
    why_no_language: Saying
    why_too_long: Saying
    why_too_large: Saying
    why_no_file: Saying
    why_not_importable: Saying
    why_none_own: Saying
    why_no_own: Saying
    why_came_along: Saying
    why_busy: Saying
    why_not_written: Saying
    why_later: Saying
    why_unreadable: Saying
    why_records: Saying
    why_full_zip: Saying
    why_no_zip: Saying
    why_two_files: Saying
    why_same_file: Saying
    why_no_file_name: Saying
    why_leads_out: Saying
    why_file_gone: Saying
    why_folder_gone: Saying
    why_other_encoding: Saying
    why_no_table: Saying
    why_unknown_column: Saying
    why_no_column: Saying
    why_many_cells: Saying
    why_column_twice: Saying
    why_no_topic: Saying
    why_faulty_entry: Saying
    why_faulty_file: Saying
    why_half_written: Saying
    why_by_hand: Saying
    why_no_names: Saying
    why_no_entries: Saying
    why_full_file: Saying
    why_no_text_for_a_file: Saying
    why_id_taken: Saying
    why_empty_topic: Saying
    why_one_word: Saying
    why_invisible: Saying
    why_no_paragraph: Saying
    why_no_day: Saying

    why_other: Saying
    why_missing: Saying
    why_unknown_name: Saying
    why_empty: Saying
    why_long: Saying
    why_one_line: Saying
    why_no_id: Saying
    why_no_url: Saying
    why_no_command_name: Saying
    why_no_kind: Saying
    why_many: Saying
    why_few: Saying
    why_small: Saying
    why_large: Saying
    why_no_articles: Saying
    why_no_article: Saying
    why_no_section: Saying
    why_beyond_section: Saying
    why_no_source: Saying
    why_unused_source: Saying
    why_twice: Saying
    why_shared: Saying
    why_two_groups: Saying
    why_word_twice: Saying
    why_to_itself: Saying
    why_named_twice: Saying
    why_to_none: Saying
    why_long_answer: Saying
    why_unknown_brace: Saying
    why_no_brace: Saying
    why_open_brace: Saying
    why_copied_file: Saying
    why_alike: Saying

    history_lead: Label
    history_line: Saying
    history_none: Saying
    history_somebody: Label
    action_add: Label
    action_edit: Label
    action_phrasing: Label
    action_rename: Label
    action_move: Label
    action_remove: Label
    action_restore: Label
    action_words: Label
    action_voice: Label
    action_teach: Label
    action_not_for_us: Label
    action_expect: Label
    action_import: Label
    action_undo: Label
    action_edited_in_the_file: Label

    words_lead: Saying
    words_none: Saying
    words_shared: Saying
    choose_words: Label
    more_words: Label
    new_words: Label
    form_words: Label
    field_words: Label
    hint_words: CommandText

    form_said: Label
    hint_said: CommandText
    hint_braces: CommandText

    review_lead: Saying
    review_also: Label
    review_now: Label
    review_none: Saying
    teach_to: Label
    teach_more: Label
    taught_already: Saying
    refused_already: Saying
    make_new: Label
    not_for_us: Label
    later: Label
    review_on: Label
    topic_new: Label
    topic_not_for_us: Label
    question_not_for_us: Label

    keep_too: Label
    keep_not: Label
    examples_open: Label
    examples_lead: Saying
    examples_line: Saying
    examples_choose: Label
    examples_decline: Label
    examples_none: Saying

    answer_askers: Label
    answered_askers: Saying
    askers_unreached: Saying
    nobody_waits: Saying
    answer_now: Saying

    settings_lead: Saying
    choose_channels: Label
    choose_boldness: Label
    choose_language: Label
    choose_moderators_channel: Label
    choose_keep: Label
    boldness_careful: Label
    boldness_balanced: Label
    boldness_eager: Label
    server_language: Label
    keep_host: Label
    keep_all: Label
    keep_unanswered: Label
    keep_none: Label

    stats_lead: Saying
    stats_none: Saying
    stats_questions: Label
    stats_answered: Label
    stats_suggested: Label
    stats_missed: Label
    stats_urgent: Label
    stats_other: Label
    stats_daily: Label
    stats_top: Label
    stats_helpful: Saying
    stats_misses: Label
    stats_removed: Label

    digest_review: Label
    digest_overdue: Label
    choose_digest: Label
    digest_never: Label
    digest_daily: Label
    digest_weekly: Label

    exported: Saying

    leave_sure: Saying
    leave_now: Label
    left_nothing: Saying

    faults_told: Saying
    faults_mended: Saying
