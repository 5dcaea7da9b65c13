/* labels: likeness of document labels to the rows of a small form. */
#include "normalize/labels/labels.h"
#include "normalize/rules/ruleset.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { ISSUED, PROVINCE, DISTRICT, COMMUNE, LEVEL3, LEVEL4, SIGNED, BOTH, PLAN, ROWS };

static const char *portal_wordings[] = {"Cổng thông tin điện tử"};

static const struct form_row rows[ROWS] = {
    [ISSUED] = {.label = "Số VBQPPL đã ban hành/tham mưu ban hành"},
    [PROVINCE] = {.label = "Số TTHC cấp tỉnh"},
    [DISTRICT] = {.label = "Số TTHC cấp huyện"},
    [COMMUNE] = {.label = "Số TTHC cấp xã"},
    [LEVEL3] = {.label = "Số lượng hồ sơ trực tuyến mức độ 3"},
    [LEVEL4] = {.label = "Số lượng hồ sơ trực tuyến mức độ 4"},
    [SIGNED] = {.label = "Tỷ lệ văn bản được gửi hoàn toàn dưới dạng điện tử (Sử dụng chữ ký số)"},
    [BOTH] =
        {.label =
             "Tỷ lệ văn bản được gửi hoàn toàn dưới dạng điện tử và song song với văn bản giấy"},
    [PLAN] = {.label = "Trang thông tin. Trong đó:",
              .wordings = portal_wordings,
              .wording_count = 1},
};

static const struct abbreviation abbreviations[] = {
    {"tthc", "thủ tục hành chính"},
    {"vbqppl", "văn bản quy phạm pháp luật"},
};

struct fixture {
    struct arena *arena;
    struct labels *labels;
};

static int set_up(void **state) {
    static struct fixture fixture;
    fixture.arena = arena_new(4 << 20);
    fixture.labels = labels_build(fixture.arena, rows, ROWS, abbreviations, 2);
    *state = &fixture;
    return fixture.labels ? 0 : -1;
}

static int tear_down(void **state) {
    struct fixture *fixture = *state;
    arena_free(fixture->arena);
    return 0;
}

static float likeness(void **state, const char *text, int row) {
    const struct fixture *fixture = *state;
    float all[ROWS];
    const struct label *label = label_parse(fixture->labels, fixture->arena, text);
    assert_non_null(label);
    labels_compare(fixture->labels, label, all);
    return all[row];
}

static void equal_labels_are_alike(void **state) {
    for (int i = 0; i < ROWS; i++)
        assert_true(likeness(state, rows[i].label, i) == 1.0f);
    assert_true(likeness(state, "SỐ TTHC CẤP TỈNH", PROVINCE) == 1.0f);
}

static void abbreviations_and_wordings_are_the_same_label(void **state) {
    assert_true(likeness(state, "Số thủ tục hành chính cấp tỉnh", PROVINCE) == 1.0f);
    assert_true(likeness(state, "Số văn bản quy phạm pháp luật đã ban hành/tham mưu ban hành",
                         ISSUED) == 1.0f);
    assert_true(likeness(state, "Cổng thông tin điện tử", PLAN) == 1.0f);
}

static void notes_hardly_matter(void **state) {
    assert_true(likeness(state, "Số TTHC cấp tỉnh - Theo Công văn số 817/UBND ngày 05/02/2018",
                         PROVINCE) > 0.95f);
    assert_true(likeness(state, "Số TTHC cấp tỉnh (số liệu đến 14/6)", PROVINCE) > 0.95f);
    assert_true(likeness(state, "Trang thông tin", PLAN) > 0.95f);
    assert_true(likeness(state, "Tỷ lệ văn bản được gửi hoàn toàn dưới dạng điện tử", SIGNED) >
                0.95f);
    assert_true(likeness(state, rows[BOTH].label, SIGNED) < 0.85f);
}

static void misspelt_words_cost_little(void **state) {
    assert_true(likeness(state, "Số TTHC cấp tỉnhh", PROVINCE) > 0.8f);
    assert_true(likeness(state, "Số VBQPPL đã ban hàh/tham mưu ban hành", ISSUED) > 0.9f);
    assert_true(likeness(state, "Sốlượng hồsơ trực tuyến mức độ 3", LEVEL3) > 0.97f);
}

static void another_word_of_the_form_is_another_row(void **state) {
    assert_true(likeness(state, "Số TTHC cấp huyện", PROVINCE) < 0.6f);
    assert_true(likeness(state, "Số TTHC cấp xã", DISTRICT) < 0.6f);
    assert_true(likeness(state, "Số lượng hồ sơ trực tuyến mức độ 4", LEVEL3) <= 0.5f);
    assert_true(likeness(state, "Số lượng hồ sơ trực tuyến mức độ 2", LEVEL3) <= 0.5f);
}

static void strangers_are_not_alike(void **state) {
    for (int i = 0; i < ROWS; i++) {
        assert_true(likeness(state, "Số camera giám sát tại Bộ phận một cửa", i) < 0.6f);
        assert_true(likeness(state, "Tổng cộng", i) < 0.6f);
        assert_true(likeness(state, "", i) == 0.0f);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_labels_are_alike),
        cmocka_unit_test(abbreviations_and_wordings_are_the_same_label),
        cmocka_unit_test(notes_hardly_matter),
        cmocka_unit_test(misspelt_words_cost_little),
        cmocka_unit_test(another_word_of_the_form_is_another_row),
        cmocka_unit_test(strangers_are_not_alike),
    };
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
