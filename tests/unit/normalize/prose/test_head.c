/* head and periods: small reports written with the builder; places and wordings after Nghị định
 * 30/2020/NĐ-CP, DECISIONS §4 and the real report. In `text` a line is a paragraph; a line "[a|b]"
 * is a row of a table without borders, a backslash ends a line in a cell.
 */
#include "normalize/prose/head.h"
#include "extract/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static const struct event_sink no_events = {0};

static int load(void **state) {
    struct ruleset *ruleset;
    struct error error = {0};
    if (!ruleset_load("rules/cchc-2021", &ruleset, &error)) {
        print_message("%s: %s\n", error.place, error.message);
        return -1;
    }
    *state = ruleset;
    return 0;
}

static int unload(void **state) {
    ruleset_free(*state);
    return 0;
}

static void write_cell(struct builder *builder, char *text) {
    builder_cell_open(builder, 1, false);
    char *rest = text;
    for (char *line; (line = strtok_r(rest, "\\", &rest));)
        builder_paragraph(builder, NULL, NULL, line);
    builder_cell_close(builder);
}

static void write_row(struct builder *builder, char *line) {
    line[strlen(line) - 1] = '\0';
    char *bar = strchr(line, '|');
    *bar = '\0';
    builder_row_open(builder, false, 0);
    write_cell(builder, line + 1);
    write_cell(builder, bar + 1);
    builder_row_close(builder);
}

static struct document *write_document(const char *text) {
    struct limits limits = limits_default();
    struct builder *builder = builder_new(&limits, &no_events);
    struct error error = {0};
    struct document *document;
    char *copy = strdup(text), *rest = copy;
    bool in_table = false;
    for (char *line; (line = strtok_r(rest, "\n", &rest));) {
        if ((*line == '[') != in_table) {
            if (in_table)
                builder_table_close(builder);
            else
                builder_table_open(builder, NULL, false);
            in_table = !in_table;
        }
        if (in_table)
            write_row(builder, line);
        else
            builder_paragraph(builder, NULL, NULL, line);
    }
    free(copy);
    assert_true(builder_finish(builder, &document, &error));
    builder_free(builder);
    return document;
}

struct reading {
    struct document *document;
    struct arena *arena;
    struct metadata head;
};

static struct reading read_head(void **state, const char *text) {
    struct reading r = {.document = write_document(text), .arena = arena_new(4 << 20)};
    struct page_extent *extents =
        arena_array(r.arena, r.document->block_count + 1, sizeof *extents);
    assert_true(head_read(r.document, *state, extents, r.arena, &no_events, &r.head));
    return r;
}

static void release(struct reading *r) {
    document_free(r->document);
    arena_free(r->arena);
}

static void same(const char *found, const char *expected) {
    if (!expected)
        assert_null(found);
    else if (!found || strcmp(found, expected) != 0)
        fail_msg("\"%s\", not \"%s\"", found ? found : "(nothing)", expected);
}

#define STATE "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\\Độc lập - Tự do - Hạnh phúc"

static void a_head_in_two_columns(void **state) {
    struct reading r =
        read_head(state, "[UBND TỈNH BÌNH AN\\SỞ KẾ HOẠCH VÀ\\ĐẦU TƯ\\Số: 02/BC-SKHĐT|" STATE
                         "\\Bình An, ngày 06 tháng 9 năm 2021]\n"
                         "BÁO CÁO\nCông tác cải cách hành chính quý III năm 2021\n"
                         "Sở Kế hoạch và Đầu tư báo cáo như sau:\n"
                         "[Nơi nhận:\\- Sở Nội vụ;\\- Lưu: VT.|KT. GIÁM ĐỐC\\PHÓ GIÁM ĐỐC\\Đã "
                         "ký\\Nguyễn Thị Hoà]\n");
    same(r.head.issuer, "Sở Kế hoạch và Đầu tư"); /* as the prose writes it */
    same(r.head.number, "02");
    same(r.head.symbol, "BC-SKHĐT");
    same(r.head.issued_on, "2021-09-06");
    same(r.head.place, "Bình An");
    same(r.head.title, "Công tác cải cách hành chính quý III năm 2021");
    same(r.head.period, "2021-Q3");
    same(r.head.signer, "Nguyễn Thị Hòa");
    same(r.head.signer_title, "KT. GIÁM ĐỐC PHÓ GIÁM ĐỐC");
    assert_int_equal(r.head.recipient_count, 2);
    same(r.head.recipients[0], "Sở Nội vụ");
    same(r.head.recipients[1], "Lưu: VT");
    release(&r);
}

static void a_head_in_paragraphs_with_tabs(void **state) {
    struct reading r =
        read_head(state, "ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
                         "HUYỆN DIÊN SƠN\tĐộc lập - Tự do - Hạnh phúc\n"
                         "Số: 15/BC-UBND\tDiên Sơn, ngày 10 tháng 12 năm 2022\n"
                         "BÁO CÁO\nKết quả công tác cải cách hành chính năm 2022\n"
                         "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- UBND tỉnh;\tCHỦ TỊCH\n\tLê Văn Bình\n");
    same(r.head.issuer, "ỦY BAN NHÂN DÂN HUYỆN DIÊN SƠN");
    same(r.head.number, "15");
    same(r.head.issued_on, "2022-12-10");
    same(r.head.period, "2022");
    same(r.head.signer, "Lê Văn Bình");
    release(&r);
}

static void what_is_left_blank_is_absent(void **state) {
    struct reading r = read_head(
        state, "[SỞ NỘI VỤ\\Số:      /BC-SNV|" STATE "\\Bình An, ngày      tháng 6 năm 2021]\n"
               "BÁO CÁO\nCông tác cải cách hành chính 6 tháng đầu năm 2021\n");
    same(r.head.number, NULL);
    same(r.head.symbol, "BC-SNV");
    same(r.head.issued_on, NULL);
    same(r.head.signer, NULL);
    same(r.head.period, "2021-S1");
    release(&r);
}

static void spaces_in_a_symbol_are_not_of_it(void **state) {
    struct reading r = read_head(
        state, "[SỞ NỘI VỤ\\Số: 45/BC - SNV|" STATE "\\Bình An, ngày 15 tháng 6 năm 2021]\n"
               "BÁO CÁO\nCông tác cải cách hành chính 6 tháng đầu năm 2021\n");
    same(r.head.number, "45");
    same(r.head.symbol, "BC-SNV");
    release(&r);
}

static void a_lost_head_is_made_up_by_prose_and_annex(void **state) {
    struct reading r = read_head(
        state, "BÁO CÁO\nCông tác cải cách hành chính 6 tháng đầu năm 2021\n"
               "Thực hiện công văn số 1852/UBND ngày 11 tháng 03 năm 2021 của UBND tỉnh.\n"
               "Ban Quản lý Khu du lịch bán đảo Cam Ranh (viết tắt: Ban quản lý) báo cáo kết quả "
               "như sau:\n"
               "GIÁM ĐỐC\nNguyễn Ngọc Loan\n"
               "TẠI BAN QUẢN LÝ KHU DU LỊCH BÁN ĐẢO CAM RANH\n"
               "(Ban hành kèm theo Báo cáo số 7/BC-BQLKDL ngày 5/7/2021 của BQL)\n");
    same(r.head.issuer, "Ban Quản lý Khu du lịch bán đảo Cam Ranh");
    same(r.head.number, "7");
    same(r.head.symbol, "BC-BQLKDL");
    same(r.head.issued_on, "2021-07-05");
    same(r.head.period, "2021-S1");
    same(r.head.signer, "Nguyễn Ngọc Loan");
    release(&r);
}

static void the_next_period_does_not_count(void **state) {
    struct reading r = read_head(state, "BÁO CÁO\nKết quả công tác cải cách hành chính quý I/2021\n"
                                        "và phương hướng, nhiệm vụ quý II năm 2021\n");
    same(r.head.period, "2021-Q1");
    same(r.head.title, "Kết quả công tác cải cách hành chính quý I/2021 và phương hướng, nhiệm vụ "
                       "quý II năm 2021");
    release(&r);
}

static const char *period_of(void **state, const char *text) {
    static char period[40];
    struct reading r = read_head(state, text);
    strcpy(period, r.head.period ? r.head.period : "none");
    release(&r);
    return period;
}

static void other_lines_name_the_period_when_the_title_does_not(void **state) {
    same(period_of(state, "BÁO CÁO\nCông tác cải cách hành chính\n"
                          "I. KẾT QUẢ 6 THÁNG ĐẦU NĂM 2021\nII. NHIỆM VỤ 6 THÁNG CUỐI NĂM 2021\n"),
         "2021-S1");
    same(period_of(state, "BÁO CÁO\nCông tác cải cách hành chính\n1. Kế hoạch CCHC năm 2020\n"),
         "none");
    same(period_of(state, "BÁO CÁO\nCông tác cải cách hành chính\nQuý I năm 2021 đã kiểm tra.\n"
                          "Quý II năm 2021 chưa kiểm tra.\n"),
         "none");
    same(period_of(state, "BÁO CÁO\nCông tác cải cách hành chính 6 tháng đầu năm\n"
                          "Kết quả năm 2021\n"),
         "2021-S1");
    same(period_of(state, "BÁO CÁO\nCông tác cải cách hành chính quý I, II năm 2021\n"
                          "I. KẾT QUẢ QUÝ I NĂM 2021\n"),
         "none");
}

static void who_drew_up_the_table_is_no_signer(void **state) {
    struct reading r =
        read_head(state, "[NGƯỜI LẬP BIỂU\\Đinh Bá Khuê|TM. ỦY BAN NHÂN DÂN\\KT. CHỦ TỊCH"
                         "\\PHÓ CHỦ TỊCH\\(Ký, đóng dấu)\\ThS. Đặng Thị Thúy]\n");
    same(r.head.signer, "Đặng Thị Thúy");
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_head_in_two_columns),
        cmocka_unit_test(a_head_in_paragraphs_with_tabs),
        cmocka_unit_test(what_is_left_blank_is_absent),
        cmocka_unit_test(spaces_in_a_symbol_are_not_of_it),
        cmocka_unit_test(a_lost_head_is_made_up_by_prose_and_annex),
        cmocka_unit_test(the_next_period_does_not_count),
        cmocka_unit_test(other_lines_name_the_period_when_the_title_does_not),
        cmocka_unit_test(who_drew_up_the_table_is_no_signer),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
