/* section: headings typed and automatic, and mentions by their section; with the rules of
 * cchc-2021. */
#include "normalize/prose/section.h"
#include "tests/unit/normalize/test_normalize.h"

#define P(text) builder_paragraph(f->builder, NULL, NULL, text)
#define NUMBERED(number, text) builder_paragraph(f->builder, NULL, number, text)

/* The sections of the document built, a path a line; empty ones are marked at the end. */
static void expect_paths(struct fixture *f, const char *expected) {
    struct error error = {0};
    struct arena *arena = arena_new(4 << 20);
    struct sections sections;
    char paths[2000] = "";
    assert_true(builder_finish(f->builder, &f->document, &error));
    struct page_extent *extents = arena_array(arena, f->document->block_count + 1, sizeof *extents);
    assert_true(sections_read(f->document, f->rules, extents, arena, &sections));
    for (size_t i = 0; i < sections.count; i++) {
        strcat(paths, sections.all[i].path);
        strcat(paths, sections.all[i].empty ? " empty\n" : "\n");
    }
    assert_string_equal(paths, expected);
    arena_free(arena);
}

static void headings_make_a_tree(void **state) {
    struct fixture *f = *state;
    P("I. TÌNH HÌNH TRIỂN KHAI:");
    P("1. Công tác chỉ đạo, điều hành:");
    P("- Đã ban hành kế hoạch.");
    P("- Thuận lợi và khó khăn:");
    P("+ Thuận lợi: được quan tâm.");
    P("+ Khó khăn: còn thiếu kinh phí.");
    P("2. Kiểm tra:");
    P("2.1. Công bố TTHC:");
    P("a) Tham mưu:");
    P("- Không có.");
    P("b) Công khai:");
    P("Đã niêm yết.");
    P("II. KẾT QUẢ:");
    P("1. Thể chế: không báo cáo");
    expect_paths(f, "I\nI/1\nI/1/-1\nI/1/-2\nI/1/-2/+1\nI/1/-2/+2\nI/2\nI/2/2.1\nI/2/2.1/a\n"
                    "I/2/2.1/a/-1\nI/2/2.1/b\nII\nII/1\n");
}

static void automatic_numbers_are_marks_too(void **state) {
    struct fixture *f = *state;
    NUMBERED("I.", "TÌNH HÌNH");
    NUMBERED("1.", "Chỉ đạo");
    NUMBERED("-", "Đã ban hành kế hoạch.");
    P("Lời văn.");
    NUMBERED("2.", "Kiểm tra");
    expect_paths(f, "I\nI/1\nI/1/-1\nI/2\n");
}

/* A mark that occurs twice is numbered; a number in running text is no mark. */
static void marks_used_twice(void **state) {
    struct fixture *f = *state;
    P("I. A");
    P("II. B");
    P("2021 là năm đầu. 15/3/2021 và 1.234 hồ sơ");
    P("1.5 triệu đồng");
    P("II. C");
    P("1. D");
    P("1. E");
    expect_paths(f, "I\nII\nII(2)\nII(2)/1\nII(2)/1(2)\n");
}

static void a_heading_with_nothing_in_it_is_empty(void **state) {
    struct fixture *f = *state;
    P("I. TÌNH HÌNH:");
    P("+ Thuận lợi: nhiều.");
    P("+ Khó khăn:");
    P("II. KIẾN NGHỊ, ĐỀ XUẤT:");
    P("Nơi nhận:");
    P("- Sở Nội vụ;");
    expect_paths(f, "I\nI/+1\nI/+2 empty\nII empty\n");
}

static void rules_ask_for_sections(void **state) {
    struct fixture *f = *state;
    P("I. KẾT QUẢ");
    P("Đã tiếp nhận 120 hồ sơ.");
    P("II. PHƯƠNG HƯỚNG, NHIỆM VỤ");
    P("Tiếp nhận 300 hồ sơ.");
    P("III. KIẾN NGHỊ, ĐỀ XUẤT");
    P("Đề nghị Sở Nội vụ tổ chức tập huấn.");
    normalize(f);
    assert_int_equal(f->report->mention_count, 2);
    assert_string_equal(f->report->mentions[0].rule, "count-dossiers");
    assert_string_equal(f->report->mentions[0].section, "I");
    assert_string_equal(f->report->mentions[0].fields[0].value, "120");
    assert_string_equal(f->report->mentions[1].rule, "proposal");
    assert_string_equal(f->report->mentions[1].section, "III");
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, start, finish)

int main(void) {
    const struct CMUnitTest tests[] = {
        CASE(headings_make_a_tree),   CASE(automatic_numbers_are_marks_too),
        CASE(marks_used_twice),       CASE(a_heading_with_nothing_in_it_is_empty),
        CASE(rules_ask_for_sections),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
