/* period: titles as offices word them; the expected period is what a person reads (DECISIONS §4).
 */
#include "normalize/text/date.h"
#include "normalize/prose/period.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

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

struct title {
    const char *text, *period;
};

static void expect(void **state, const struct title *titles, size_t count) {
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < count; i++) {
        const char *got = period_read(*state, titles[i].text, arena);
        const char *want = titles[i].period;
        if ((got == NULL) != (want == NULL) || (got && strcmp(got, want) != 0))
            fail_msg("\"%s\": expected %s, got %s", titles[i].text, want ? want : "none",
                     got ? got : "none");
    }
    arena_free(arena);
}

static void periods_in_their_wordings(void **state) {
    static const struct title titles[] = {
        {"6 tháng đầu năm 2021", "2021-S1"},
        {"06 tháng đầu năm 2021", "2021-S1"},
        {"sáu tháng cuối năm 2021", "2021-S2"},
        {"nửa đầu năm 2021", "2021-S1"},
        {"6 tháng năm 2021", "2021-S1"},
        {"6 tháng đầu năm, năm 2021", "2021-S1"},
        {"6 tháng đầu năm năm 2021", "2021-S1"},
        {"3 tháng đầu năm 2021", "2021-Q1"},
        {"quý III/2021", "2021-Q3"},
        {"Quý III năm 2021", "2021-Q3"},
        {"quý III.2020", "2020-Q3"},
        {"quý III - 2020", "2020-Q3"},
        {"quý 4 năm 2020", "2020-Q4"},
        {"quý bốn năm 2020", "2020-Q4"},
        {"QUÝ IV NĂM 2020", "2020-Q4"},
        {"9 tháng năm 2022", "2022-01-01/P9M"},
        {"9 tháng 2022", "2022-01-01/P9M"},
        {"09 tháng đầu năm 2017", "2017-01-01/P9M"},
        {"Tháng 5-2021", "2021-05"},
        {"tháng 11 năm 2021", "2021-11"},
        {"tháng 02/2021", "2021-02"},
        {"công tác năm 2021", "2021"},
        {"kế hoạch", NULL},
    };
    expect(state, titles, sizeof titles / sizeof *titles);
}

static void the_next_period_does_not_count(void **state) {
    static const struct title titles[] = {
        {"Công tác CCHC 6 tháng đầu năm 2021 và phương hướng, nhiệm vụ 6 tháng cuối năm 2021",
         "2021-S1"},
        {"Công tác CCHC năm 2021; phương hướng, nhiệm vụ năm 2022", "2021"},
        {"Công tác CCHC quý IV năm 2021, phương hướng nhiệm vụ năm 2022", "2021-Q4"},
        /* the year follows both */
        {"Công tác CCHC 6 tháng đầu năm, phương hướng nhiệm vụ 6 tháng cuối năm 2021", "2021-S1"},
        {"Công tác CCHC quý I và phương hướng, nhiệm vụ quý II năm 2021", "2021-Q1"},
        /* the year is the next period's own: quý IV is of the year before */
        {"Công tác CCHC quý IV và phương hướng, nhiệm vụ quý I năm 2022", NULL},
        {"Công tác CCHC quý IV, phương hướng nhiệm vụ năm 2022", NULL},
    };
    expect(state, titles, sizeof titles / sizeof *titles);
}

static void a_part_of_a_year_goes_before_the_year(void **state) {
    static const struct title titles[] = {
        {"Kết quả thực hiện Kế hoạch cải cách hành chính năm 2021 trong 6 tháng đầu năm 2021",
         "2021-S1"},
        {"Công tác CCHC quý II của huyện Cam Thủy năm 2021", "2021-Q2"},
        {"Kết quả CCHC năm 2021 theo Chương trình tổng thể giai đoạn 2021 - 2030", "2021"},
        {"Kết quả CCHC giai đoạn 2011 - 2020", NULL},
    };
    expect(state, titles, sizeof titles / sizeof *titles);
}

static void nothing_is_guessed(void **state) {
    static const struct title titles[] = {
        {"Công tác CCHC quý II và 6 tháng đầu năm 2021", NULL},
        {"Công tác CCHC 10 tháng đầu năm 2021", NULL},
        {"Công tác CCHC 10 tháng năm 2021", NULL},
        {"Công tác CCHC 6 tháng, ước thực hiện cả năm 2021", NULL},
        {"Công tác CCHC quý I, II năm 2021", NULL},
        {"Công tác CCHC quý l năm 2021", NULL}, /* a letter l */
        {"Công tác CCHC năm 2020 - 2021", NULL},
        {"Công tác CCHC năm học 2020-2021", NULL},
        {"Công tác CCHC tháng 13 năm 2021", NULL},
        {"Công tác CCHC quý V năm 2021", NULL},
        {"Công tác CCHC tuần 32 năm 2021", NULL},
        {"Tổng kết công tác CCHC năm 2020 và năm 2021", NULL},
        {"6 tháng đầu năm", NULL},
    };
    expect(state, titles, sizeof titles / sizeof *titles);
}

static void a_day_is_no_number_of_months(void **state) {
    static const struct title titles[] = {
        {"Công tác CCHC năm 2021 (tính đến ngày 15 tháng 12 năm 2021)", "2021"},
        {"Công tác CCHC quí 3 năm 2021", "2021-Q3"},
        {"Công tác CCHC quý 1-2021", "2021-Q1"},
    };
    expect(state, titles, sizeof titles / sizeof *titles);
}

static void headers_of_no_one_period_are_unclear(void **state) {
    struct arena *arena = arena_new(1 << 16);
    assert_true(period_of_header_unclear(*state, "số liệu 5 tháng đầu năm", "2021", arena));
    assert_true(period_of_header_unclear(*state, "số liệu đến 31.12.2020", "2021", arena));
    assert_false(period_of_header_unclear(*state, "số liệu quý i", "2021", arena));
    assert_true(period_of_header_unclear(*state, "số liệu quý i", NULL, arena));
    assert_false(period_of_header_unclear(*state, "số liệu (4)", "2021", arena));
    arena_free(arena);
}

static void days_are_those_of_the_calendar(void **state) {
    (void)state;
    struct arena *arena = arena_new(1 << 16);
    assert_string_equal(date_write(arena, 2021, 6, 30), "2021-06-30");
    assert_null(date_write(arena, 2021, 6, 31));
    assert_null(date_write(arena, 2021, 2, 29));
    assert_string_equal(date_write(arena, 2020, 2, 29), "2020-02-29");
    assert_string_equal(date_write(arena, 2000, 2, 29), "2000-02-29");
    assert_null(date_write(arena, 1900, 2, 29));
    assert_null(date_write(arena, 2021, 13, 1));
    assert_null(date_write(arena, 2021, 0, 1));
    assert_null(date_write(arena, 202, 1, 1));
    arena_free(arena);
}

static void months_are_those_of_the_period(void **state) {
    static const struct {
        const char *period, *first, *last;
    } periods[] = {{"2021", "2021-01", "2021-12"},    {"2021-S1", "2021-01", "2021-06"},
                   {"2021-S2", "2021-07", "2021-12"}, {"2021-Q3", "2021-07", "2021-09"},
                   {"2021-06", "2021-06", "2021-06"}, {"2021-01-01/P9M", "2021-01", "2021-09"}};
    char first[PERIOD_MONTH_BYTES], last[PERIOD_MONTH_BYTES];
    (void)state;
    for (size_t i = 0; i < sizeof periods / sizeof *periods; i++) {
        assert_true(period_months(periods[i].period, first, last));
        assert_string_equal(first, periods[i].first);
        assert_string_equal(last, periods[i].last);
    }
    assert_false(period_months("", first, last));
    assert_false(period_months("2021-10-01/P9M", first, last));
    assert_false(period_months("2021-13", first, last));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(periods_in_their_wordings),
        cmocka_unit_test(the_next_period_does_not_count),
        cmocka_unit_test(a_part_of_a_year_goes_before_the_year),
        cmocka_unit_test(nothing_is_guessed),
        cmocka_unit_test(a_day_is_no_number_of_months),
        cmocka_unit_test(headers_of_no_one_period_are_unclear),
        cmocka_unit_test(days_are_those_of_the_calendar),
        cmocka_unit_test(months_are_those_of_the_period),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
