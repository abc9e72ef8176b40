"""What the channel keeps: each sentence of the public page, and the tests that hold it."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import models

from portal import backups, thai


class Topic(models.TextChoices):
    SENDER = "sender", "ตัวตนของผู้แจ้ง"
    CONTENT = "content", "เรื่องและหลักฐาน"
    READERS = "readers", "ผู้ที่เปิดอ่านได้"
    CODE = "code", "รหัสสำหรับติดตามเรื่อง"
    KEEPING = "keeping", "การเก็บ การลบ และสถิติ"


@dataclass(frozen=True)
class Promise:
    """A sentence that the page says, the numbers of the specification it stands for, and the tests that hold it."""

    topic: Topic
    text: str
    numbers: str
    tests: tuple[str, ...]
    """Each as `module::test`, the module from the folder of tests without `.py`."""


PROMISES: tuple[Promise, ...] = (
    Promise(
        Topic.SENDER,
        "โปรแกรมของเว็บไซต์ไม่เก็บหมายเลขไอพีและชนิดเบราว์เซอร์ของผู้แจ้ง ไม่ว่าในฐานข้อมูล ไฟล์ หรือบันทึกใด",
        "P7 P8",
        (
            "complaints/test_privacy_regressions::test_what_was_told_and_who_told_it_can_be_read_nowhere",
            "complaints/test_quiet::test_the_door_forgets_who_comes",
            "complaints/test_quiet::test_the_door_stands_before_everything_else",
        ),
    ),
    Promise(
        Topic.SENDER,
        "เครื่องแม่ข่ายปิดบันทึกการเข้าเว็บของหน้าแจ้งและติดตามเรื่องทุกหน้า",
        "P7",
        (
            "complaints/test_nginx::test_nobody_is_logged_on_pages_of_the_channel",
            "complaints/test_nginx::test_what_every_page_asks_for_is_not_logged_either",
        ),
    ),
    Promise(
        Topic.SENDER,
        "หน้าแจ้งและติดตามเรื่องใช้คุกกี้อายุสั้นเพียงรายการเดียว ไม่เรียกไฟล์จากเว็บไซต์อื่น และใช้ได้โดยไม่ต้องเปิด JavaScript",
        "P11",
        (
            "complaints/test_nojs_flow::test_a_report_is_sent_followed_and_answered_without_javascript",
            "complaints/test_reporting::test_the_cookie_is_the_only_one_short_lived_and_out_of_reach",
        ),
    ),
    Promise(
        Topic.SENDER,
        "รหัสลับและข้อความของท่านไม่อยู่ในที่อยู่เว็บ ชื่อหน้า อีเมล หรือบันทึกของระบบ "
        "ส่วนเลขรับเรื่องอยู่ในที่อยู่หน้าของเจ้าหน้าที่และบันทึกการกระทำของเจ้าหน้าที่เท่านั้น",
        "P3 P11",
        (
            "complaints/test_privacy_regressions::test_the_code_stands_in_no_address_and_no_title_and_the_locator_in_no_log_or_mail",
            "complaints/test_tracking::test_nothing_of_the_flow_says_which_case_it_is",
            "complaints/test_reporting::test_pages_of_the_flow_are_kept_nowhere_and_tell_no_other_site",
        ),
    ),
    Promise(
        Topic.SENDER,
        "ที่เห็นได้โดยไม่ต้องใช้กุญแจมีเพียงวันที่รับเรื่อง เวลาที่แน่นอนเข้ารหัสไว้กับเรื่อง",
        "P10",
        (
            "complaints/test_clocks::test_of_a_report_only_days_lie_in_clear",
            "complaints/test_tracking::test_nothing_the_reporter_does_is_in_the_log",
        ),
    ),
    Promise(
        Topic.SENDER,
        "เมื่อระบบขัดข้อง บันทึกมีเพียงชนิดของข้อผิดพลาดกับตำแหน่งในโปรแกรม ไม่มีข้อความหรือที่อยู่ของผู้แจ้ง",
        "P9",
        (
            "complaints/test_privacy_regressions::test_a_crash_in_any_view_tells_nothing",
            "complaints/test_quiet::test_a_broken_page_says_its_class_and_place_only",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "เรื่อง หลักฐาน ชื่อไฟล์ ข้อความโต้ตอบ และตัวตนผู้แจ้ง เข้ารหัสก่อนเก็บลงฐานข้อมูล "
        "ผู้ที่ได้ฐานข้อมูลหรือสำเนาสำรองไปโดยไม่มีกุญแจอ่านไม่ได้",
        "L2",
        (
            "complaints/test_privacy_regressions::test_what_was_told_and_who_told_it_can_be_read_nowhere",
            "complaints/test_crypto_contract::test_whoever_has_the_whole_database_and_the_settings_opens_nothing",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "สิ่งที่เข้ารหัสแล้วถูกผูกกับที่เก็บ หากถูกแก้แม้ไบต์เดียวหรือย้ายไปไว้กับเรื่องอื่น ระบบจะไม่ยอมเปิด",
        "L2",
        (
            "complaints/test_crypto_contract::test_sealed_words_moved_to_another_row_column_or_case_do_not_open",
            "complaints/test_crypto_contract::test_an_unknown_version_a_cut_and_a_changed_byte_are_refused",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "ทุกครั้งที่เปิดหน้าเรื่อง ระบบเทียบเรื่อง ตัวตน และไฟล์ต้นฉบับกับใบรับเรื่อง หากมีผู้เขียนแทนโดยไม่ได้เปลี่ยนใบรับในระบบด้วย "
        "เจ้าหน้าที่จะเห็นคำเตือนหรือเปิดไม่ได้",
        "P27",
        (
            "complaints/test_staff_pages::test_a_case_that_is_not_what_its_receipt_was_given_for_is_said_to_be_so",
            "complaints/test_staff_pages::test_another_name_put_in_the_place_of_the_reporters_is_said_to_be_so",
            "complaints/test_staff_pages::test_an_original_that_is_not_the_file_it_is_said_to_be_does_not_open",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "ไฟล์ที่ส่งไม่ถูกเขียนลงดิสก์โดยไม่เข้ารหัส แม้ในขณะที่กำลังส่ง",
        "§4.2",
        (
            "complaints/test_uploads::test_a_large_upload_lies_in_memory_only",
            "complaints/test_uploads::test_copies_are_made_without_a_temporary_file",
            "complaints/test_nginx::test_what_is_sent_never_lies_on_the_proxys_disk",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "เจ้าหน้าที่ดูภาพ PDF และเอกสารจากสำเนาที่ลบข้อมูลแฝงแล้ว เช่น ผู้เขียน พิกัด และรุ่นกล้อง",
        "§4.4",
        (
            "complaints/test_uploads::test_a_copy_tells_nothing_of_who_made_the_file",
            "complaints/test_uploads::test_what_word_fills_in_is_text_in_a_copy_and_tells_nobody_s_name",
            "complaints/test_uploads::test_metadata_that_would_remain_means_no_copy",
            "complaints/test_staff_pages::test_the_original_comes_after_a_warning_alone",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "ไฟล์ที่ส่งแล้ว ระบบไม่ส่งคืนให้ผู้ใดทางหน้าติดตามเรื่อง",
        "§4.5",
        ("complaints/test_tracking::test_evidence_comes_in_sealed_and_is_never_handed_back",),
    ),
    Promise(
        Topic.CONTENT,
        "เรื่องหนึ่งเรื่องบันทึกครบทั้งหมดหรือไม่บันทึกเลย และกดส่งซ้ำก็เป็นเรื่องเดียว",
        "P27",
        (
            "complaints/test_reporting::test_a_break_between_the_words_and_the_files_leaves_neither_orphan_nor_loss",
            "complaints/test_reporting::test_a_server_killed_between_the_file_and_the_end_leaves_neither_orphan_nor_loss",
            "complaints/test_reporting::test_what_was_confirmed_outlives_a_power_cut",
            "complaints/test_reporting::test_a_second_click_leads_to_the_same_code",
            "complaints/test_reporting::test_two_clicks_at_once_make_one_case",
        ),
    ),
    Promise(
        Topic.CONTENT,
        "หากระบบรับเรื่องไม่ได้ เช่น ดิสก์ใกล้เต็ม หน้าแรกจะบอกก่อนที่ท่านจะพิมพ์ พร้อมช่องทางอื่น",
        "P27",
        (
            "complaints/test_reporting::test_who_cannot_be_served_is_told_before_typing",
            "complaints/test_reporting::test_a_database_that_cannot_be_written_is_told_before_typing_and_keeps_what_was_typed",
            "complaints/test_reporting::test_when_nothing_can_even_be_read_the_page_names_other_ways",
        ),
    ),
    Promise(
        Topic.READERS,
        "ในระบบ เปิดอ่านเรื่องได้เฉพาะเจ้าหน้าที่ที่ได้รับมอบเรื่องนั้น ผู้บริหาร ผู้ดูแลระบบ ผู้ตรวจสอบ และเจ้าหน้าที่คนอื่นเปิดไม่ได้",
        "P15",
        (
            "complaints/test_crypto_contract::test_administrator_auditor_and_everybody_else_open_nothing_even_with_a_key",
            "complaints/test_authz_matrix::test_every_address_answers_a_person_as_the_table_says",
        ),
    ),
    Promise(
        Topic.READERS,
        "กุญแจใหม่ของเจ้าหน้าที่ยังไม่ได้รับเรื่องใด จนกว่าผู้ถือกุญแจคนอื่นเทียบกับเจ้าตัวและยืนยัน ผู้ดูแลระบบยืนยันเองไม่ได้",
        "P15",
        (
            "complaints/test_keys::test_a_new_key_opens_nothing_until_another_holder_has_compared_it",
            "complaints/test_keys::test_only_the_first_key_of_the_ceremony_stands_by_itself",
            "complaints/test_key_pages::test_a_key_made_in_an_account_of_the_administrators_reads_no_report",
        ),
    ),
    Promise(
        Topic.READERS,
        "เจ้าหน้าที่ที่ท่านเลือกไม่ให้อ่านไม่ได้รับกุญแจของเรื่องตั้งแต่ต้น และรับมอบภายหลังไม่ได้",
        "P17",
        (
            "complaints/test_crypto_contract::test_an_excluded_officer_opens_nothing",
            "complaints/test_reporting::test_an_officer_whom_the_reporter_excludes_gets_no_key",
            "complaints/test_staff_pages::test_a_case_is_handed_over_only_to_those_who_may_read_it",
            "complaints/test_keys::test_the_escrow_gives_nothing_to_whom_the_report_names_or_who_stepped_out",
        ),
    ),
    Promise(
        Topic.READERS,
        "เจ้าหน้าที่ที่มีส่วนได้เสียถอนตัวได้ แล้วเปิดเรื่องนั้นไม่ได้อีก แต่คนสุดท้ายต้องมีผู้รับช่วงก่อน",
        "P17",
        (
            "complaints/test_handling::test_who_steps_out_opens_nothing_more_and_gets_nothing_back",
            "complaints/test_handling::test_the_last_officer_of_a_case_stays_until_there_is_a_successor",
        ),
    ),
    Promise(
        Topic.READERS,
        "ตัวตนของผู้แจ้งเข้ารหัสแยกจากเรื่อง เจ้าหน้าที่เปิดได้เมื่อผู้รักษาข้อมูลระบุตัวตนอนุมัติตามเหตุผล และเก็บทั้งคำขอและผล",
        "P16",
        (
            "complaints/test_crypto_contract::test_an_officer_opens_the_report_and_the_talk_and_not_who_it_was",
            "complaints/test_staff_pages::test_the_identity_opens_after_a_custodians_approval_and_each_time_is_logged",
            "complaints/test_keys::test_a_request_and_its_refusal_are_kept_and_logged_without_their_words",
            "complaints/test_crypto_contract::test_who_opens_the_report_alone_cannot_try_names_against_the_receipt",
        ),
    ),
    Promise(
        Topic.READERS,
        "กุญแจของเจ้าหน้าที่เปิดด้วยวลีรหัสผ่านที่ระบบไม่เก็บ และใช้ได้ครั้งละไม่เกิน 15 นาที",
        "P16",
        (
            "complaints/test_staff_pages::test_after_15_minutes_the_key_is_locked_however_busy_the_officer_was",
            "complaints/test_staff_pages::test_neither_the_session_nor_the_cookie_holds_the_private_key",
            "complaints/test_crypto_contract::test_a_wrong_passphrase_opens_nothing",
        ),
    ),
    Promise(
        Topic.READERS,
        "เจ้าหน้าที่เปิดหน้าเรื่องครั้งแรกหลังปลดล็อกกุญแจแต่ละครั้ง มีบันทึกว่าใครเปิดเมื่อใด ส่วนการเปิดไฟล์และตัวตนบันทึกทุกครั้ง "
        "บันทึกนั้นแก้ไขผ่านระบบไม่ได้และไม่มีเนื้อหาของเรื่อง",
        "P16 P18 P19",
        (
            "complaints/test_staff_pages::test_opening_a_case_is_logged_once_for_each_unlocking",
            "complaints/test_staff_pages::test_each_opening_of_a_file_is_logged",
            "complaints/test_staff_pages::test_the_identity_opens_after_a_custodians_approval_and_each_time_is_logged",
            "complaints/test_handling::test_the_log_says_who_did_what_and_nothing_of_the_content",
        ),
    ),
    Promise(
        Topic.READERS,
        "เจ้าหน้าที่ทุกคนต้องยืนยันตัวตนสองขั้นก่อนเข้าหน้าสำหรับเจ้าหน้าที่",
        "P12",
        ("complaints/test_staff_pages::test_an_officer_without_second_factor_sets_one_up_first",),
    ),
    Promise(
        Topic.READERS,
        "อีเมลแจ้งเจ้าหน้าที่บอกเพียงว่ามีเรื่องใหม่ ไม่มีเลขรับเรื่องและไม่มีเนื้อหา และส่งถึงเจ้าหน้าที่ทุกคนเหมือนกันไม่ว่าใครเปิดเรื่องนั้นได้",
        "P10 P17",
        (
            "complaints/test_reporting::test_officers_are_told_by_mail_that_there_is_something_and_nothing_of_it",
            "complaints/test_tracking::test_all_officers_alike_are_told_and_told_nothing",
            "complaints/test_handling::test_mail_shows_nobody_who_was_excluded_or_stepped_out",
        ),
    ),
    Promise(
        Topic.READERS,
        "กุญแจสำรองครึ่งที่ใช้เปิดเก็บไว้นอกระบบ การใช้ทุกครั้งต้องบอกเหตุผลและมีบันทึก",
        "L2",
        (
            "complaints/test_crypto_contract::test_the_escrow_opens_for_an_officer_what_nobody_else_can",
            "complaints/test_keys::test_the_escrow_opens_from_paper_for_who_may_receive_and_logs_why",
        ),
    ),
    Promise(
        Topic.CODE,
        "รหัสลับสุ่มใหม่ทุกเรื่อง แสดงครั้งเดียว ระบบเก็บเพียงค่าสำหรับตรวจ ซึ่งแต่ละเรื่องไม่เหมือนกัน",
        "P1 P2",
        (
            "complaints/test_reporting::test_the_code_stays_until_its_end_is_typed_back_and_is_never_shown_again",
            "complaints/test_crypto_contract::test_two_codes_that_are_alike_leave_nothing_alike_in_the_database",
        ),
    ),
    Promise(
        Topic.CODE,
        "พิมพ์รหัสด้วยเลขไทย ตัวพิมพ์เล็ก หรือเว้นวรรคได้ และก่อนจบจะให้พิมพ์ท้ายรหัสเพื่อแน่ใจว่าจดไว้แล้ว",
        "P4 P5",
        (
            "complaints/test_tracking::test_the_code_opens_the_case_however_it_is_typed",
            "complaints/test_tracking::test_a_slip_of_the_hand_is_told_from_a_code_that_opens_nothing",
            "complaints/test_reporting::test_the_code_stays_until_its_end_is_typed_back_and_is_never_shown_again",
        ),
    ),
    Promise(
        Topic.CODE,
        "เรื่องที่ไม่มีอยู่ รหัสผิด และเรื่องที่ลบแล้ว ได้คำตอบเดียวกัน จึงเดาไม่ได้ว่ามีเรื่องใดอยู่",
        "P2 P6",
        (
            "complaints/test_tracking::test_unknown_wrong_and_deleted_look_the_same",
            "complaints/test_guesses::test_unknown_wrong_and_deleted_take_the_same_time",
        ),
    ),
    Promise(
        Topic.CODE,
        "การพิมพ์รหัสผิดถูกนับทุกครั้งและต้องรอนานขึ้นเรื่อย ๆ แต่ผู้ที่เดาจากเครือข่ายอื่นทำให้รหัสของท่านถูกระงับไม่ได้ และไม่มีเรื่องใดถูกล็อกถาวร",
        "P6",
        (
            "complaints/test_guesses::test_fifty_wrong_guesses_in_parallel_count_as_fifty",
            "complaints/test_guesses::test_the_wait_grows_and_never_becomes_a_lock",
            "complaints/test_guesses::test_guessing_from_elsewhere_keeps_nobody_out",
            "complaints/test_guesses::test_guessing_at_invented_codes_keeps_nobody_out",
        ),
    ),
    Promise(
        Topic.CODE,
        "ข้อความที่มีรหัสลับของท่านอยู่ข้างใน ระบบไม่รับ เพื่อไม่ให้รหัสไปถึงผู้อื่น",
        "P5",
        ("complaints/test_tracking::test_a_message_that_holds_the_code_is_refused",),
    ),
    Promise(
        Topic.CODE,
        "ใบรับเรื่องมีค่า SHA-256 ของสิ่งที่สำนักงานได้รับ ผู้ใดถือใบรับก็ตรวจได้โดยไม่เห็นเนื้อหา",
        "P27",
        (
            "complaints/test_reporting::test_the_receipt_is_the_digest_of_what_the_officer_reads",
            "complaints/test_reporting::test_a_receipt_is_verified_and_nothing_else_is_said",
        ),
    ),
    Promise(
        Topic.KEEPING,
        "เมื่อพ้นระยะเวลาเก็บ ระบบลบกุญแจ เรื่อง ข้อความ และหลักฐานพร้อมกันทั้งหมด เหลือข้อมูลนับจำนวน "
        "กับบันทึกการกระทำของเจ้าหน้าที่ ซึ่งบอกเลขรับเรื่องแต่ไม่มีเนื้อหา",
        "P24 P25",
        (
            "complaints/test_retention::test_a_deletion_that_breaks_leaves_keys_and_content_as_they_were",
            "complaints/test_retention::test_of_a_deleted_case_its_figures_are_left_and_nothing_else",
            "complaints/test_retention::test_every_table_that_points_to_a_case_is_emptied_with_it",
        ),
    ),
    Promise(
        Topic.KEEPING,
        "สำเนาสำรองที่ระบบทำเข้ารหัสทั้งชุดด้วยกุญแจที่ครึ่งที่ใช้เปิดไม่อยู่ในเครื่องแม่ข่าย "
        f"และระบบลบสำเนาที่เก่ากว่า {backups.KEPT_DAYS}{thai.NBSP}วัน",
        "P26",
        (
            "test_backups::test_a_backup_tells_nothing_without_the_key_and_opened_it_holds_no_private_half",
            "test_backups::test_a_site_is_whole_again_from_a_backup_and_an_officer_opens_a_case",
            "test_backups::test_backups_go_after_35_days_and_nothing_else_does",
        ),
    ),
    Promise(
        Topic.KEEPING,
        "ระบบลบเมื่อมีผู้ได้รับคำเตือนก่อนแล้วอย่างน้อยสองคน หนึ่งในนั้นต้องระงับการลบได้เมื่อมีเหตุตามกฎหมาย หากเตือนไม่ถึงจะยังไม่ลบ",
        "P24",
        (
            "complaints/test_retention::test_a_case_is_kept_warned_of_held_and_deleted",
            "complaints/test_retention::test_a_case_with_one_reader_goes_when_an_auditor_knows_as_well",
            "complaints/test_retention::test_nothing_is_deleted_of_which_no_mail_went_out_until_somebody_says_that_they_know",
        ),
    ),
    Promise(
        Topic.KEEPING,
        "สถิติที่เผยแพร่ไม่แสดงจำนวน 1–2 เรื่อง และปิดช่องอื่นที่ใช้คำนวณย้อนกลับได้",
        "P22",
        (
            "complaints/test_statistics::test_small_counts_are_hidden_and_another_where_the_sum_would_tell",
            "complaints/test_statistics::test_whoever_puts_all_tables_of_a_year_together_finds_two_values_for_every_small_count",
            "complaints/test_staff_pages::test_a_letter_that_is_written_down_after_figures_were_told_does_not_change_them",
        ),
    ),
    Promise(
        Topic.KEEPING,
        "การลบเรื่องไม่ทำให้สถิติที่เผยแพร่แล้วเปลี่ยน",
        "P24",
        ("complaints/test_retention::test_the_figures_of_past_years_are_the_same_before_and_after",),
    ),
    Promise(
        Topic.KEEPING,
        "ผู้ตรวจสอบเห็นจำนวน กำหนดเวลา และบันทึกการเปิดอ่าน แต่ไม่เห็นเนื้อหา",
        "P15",
        (
            "complaints/test_clocks::test_an_auditor_sees_counts_clocks_and_openings_and_no_content",
            "complaints/test_crypto_contract::test_administrator_auditor_and_everybody_else_open_nothing_even_with_a_key",
        ),
    ),
)
