/* mention: citations as reports write them, against what a person reads in them (DECISIONS §5),
 * through the real rule set. A citation is written "kind|number|symbol|date"; what the text does
 * not name is empty. */
#include "normalize/prose/mention.h"
#include "extract/builder.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#define CITATIONS_MAX 4

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

struct reading {
    struct document *document;
    struct arena *arena;
    struct mention *mentions;
    size_t count;
};

static struct reading read_text(void **state, const char *text) {
    struct limits limits = limits_default();
    struct builder *builder = builder_new(&limits, &no_events);
    struct error error = {0};
    struct reading r = {.arena = arena_new(16 << 20)};
    builder_paragraph(builder, NULL, NULL, text);
    assert_true(builder_finish(builder, &r.document, &error));
    builder_free(builder);
    struct page_extent *extents = arena_array(r.arena, r.document->block_count, sizeof *extents);
    memset(extents, 0, r.document->block_count * sizeof *extents);
    struct sections sections;
    assert_true(sections_read(r.document, *state, extents, r.arena, &sections));
    assert_true(mention_find(r.document, *state, extents, &sections, r.arena, &no_events,
                             &r.mentions, &r.count));
    return r;
}

static void release(struct reading *r) {
    arena_free(r->arena);
    document_free(r->document);
}

static const char *field(const struct mention *mention, const char *name) {
    for (size_t i = 0; i < mention->field_count; i++)
        if (strcmp(mention->fields[i].name, name) == 0)
            return mention->fields[i].value;
    return "";
}

struct sentence {
    const char *text;
    const char *citations[CITATIONS_MAX + 1];
};

static void check_sentence(void **state, const struct sentence *sentence) {
    struct reading r = read_text(state, sentence->text);
    size_t found = 0;
    for (size_t i = 0; i < r.count; i++) {
        const struct mention *m = &r.mentions[i];
        char got[200];
        if (strcmp(m->rule, "cited-document") != 0)
            continue;
        snprintf(got, sizeof got, "%s|%s|%s|%s", field(m, "type"), field(m, "number"),
                 field(m, "symbol"), field(m, "date"));
        const char *want = found < CITATIONS_MAX ? sentence->citations[found] : NULL;
        if (!want || strcmp(got, want) != 0)
            fail_msg("\"%s\": expected %s, got %s", sentence->text, want ? want : "nothing more",
                     got);
        found++;
    }
    if (sentence->citations[found])
        fail_msg("\"%s\": %s is not found", sentence->text, sentence->citations[found]);
    release(&r);
}

#define CHECK_ALL(sentences)                                                                       \
    for (size_t i = 0; i < sizeof(sentences) / sizeof *(sentences); i++)                           \
    check_sentence(state, &(sentences)[i])

static void numbers_symbols_and_dates(void **state) {
    static const struct sentence sentences[] = {
        {"tại Công văn số 1852/UBND-NC, ngày 11/3/2021", {"Công văn|1852|UBND-NC|2021-03-11"}},
        {"Công văn số 1852/UBND-NC (ngày 11/3/2021) của", {"Công văn|1852|UBND-NC|2021-03-11"}},
        {"Tờ trình số 45/TTr - SNV ngày 5.3.2021", {"Tờ trình|45|TTr-SNV|2021-03-05"}},
        {"QUYẾT ĐỊNH SỐ 45/QĐ-SNV NGÀY 05/3/2021", {"Quyết định|45|QĐ-SNV|2021-03-05"}},
        {"Chỉ thị số 15-CT/TU ngày 01 tháng 02 năm 2021", {"Chỉ thị|15|CT/TU|2021-02-01"}},
        {"Luật số 77/2015/QH13 ngày 19/6/2015", {"Luật|77/2015|QH13|2015-06-19"}},
        {"Thông tư liên tịch số 05/2015/TTLT-BNV-BTC",
         {"Thông tư liên tịch|05/2015|TTLT-BNV-BTC|"}},
        {"công văn của Sở Nội vụ (số 123/SNV-CCHC ngày 1/2/2021)",
         {"Công văn|123|SNV-CCHC|2021-02-01"}},
        {"Kế hoạch cải cách hành chính năm 2021 số 99/KH-UBND", {"Kế hoạch|99|KH-UBND|"}},
        {"Kế hoạch năm 2021 tại Quyết định số 99/QĐ-UBND", {"Quyết định|99|QĐ-UBND|"}},
        {"Ngày 15 tháng 3 năm 2021, Sở đã ban hành Kế hoạch số 15/KH-SNV",
         {"Kế hoạch|15|KH-SNV|2021-03-15"}},
        {"Ngày 15/3/2021 Giám đốc Sở ký Quyết định số 15/QĐ-SNV phê duyệt",
         {"Quyết định|15|QĐ-SNV|2021-03-15"}},
    };
    CHECK_ALL(sentences);
}

static void a_day_that_does_not_exist_is_no_date(void **state) {
    static const struct sentence sentences[] = {
        {"Quyết định số 124/QĐ-SNV ngày 31/02/2021", {"Quyết định|124|QĐ-SNV|"}},
        {"Quyết định số 124/QĐ-SNV ngày 29/02/2020", {"Quyết định|124|QĐ-SNV|2020-02-29"}},
    };
    CHECK_ALL(sentences);
}

static void documents_in_lists(void **state) {
    static const struct sentence sentences[] = {
        {"các Kế hoạch số 1/KH-SNV, 2/KH-SNV; 3/KH-SNV",
         {"Kế hoạch|1|KH-SNV|", "Kế hoạch|2|KH-SNV|", "Kế hoạch|3|KH-SNV|"}},
        {"các Quyết định số 12/QĐ-UBND và số 13/QĐ-UBND cùng ngày 05/4/2021",
         {"Quyết định|12|QĐ-UBND|2021-04-05", "Quyết định|13|QĐ-UBND|2021-04-05"}},
        {"Quyết định số 12/QĐ-UBND ngày 05/4/2021 và số 15/QĐ-UBND ngày 06/4/2021",
         {"Quyết định|12|QĐ-UBND|2021-04-05", "Quyết định|15|QĐ-UBND|2021-04-06"}},
        {"các Nghị định: số 61/2018/NĐ-CP ngày 23/4/2018, số 107/2021/NĐ-CP ngày 06/12/2021",
         {"Nghị định|61/2018|NĐ-CP|2018-04-23", "Nghị định|107/2021|NĐ-CP|2021-12-06"}},
        {"Kế hoạch số 05/KH-SNV, Công văn số 06/SNV-VP ngày 11/01/2021",
         {"Kế hoạch|05|KH-SNV|", "Công văn|06|SNV-VP|2021-01-11"}},
    };
    CHECK_ALL(sentences);
}

static void numbers_that_cite_nothing(void **state) {
    static const struct sentence sentences[] = {
        {"theo tiêu chuẩn TCVN ISO 9001:2015 với 20 quy trình", {NULL}},
        {"giải quyết đúng hạn 896/905 hồ sơ, đạt 99,0%; 15/20 đơn vị báo cáo", {NULL}},
        {"báo cáo 12/15 cơ quan, đơn vị thực hiện kế hoạch năm 2021", {NULL}},
        {"báo cáo quý III/2021 của Sở; kế hoạch quý II/2021", {NULL}},
        {"(Ban hành kèm theo Báo cáo số 733/BC-BQL ngày 26/3/2021 của Ban Quản lý)", {NULL}},
    };
    CHECK_ALL(sentences);
}

/* Places count the code points of the document's text, which is NFC ("é" is one) and still has both
 * spaces; what was read has one. */
static void places_are_those_of_the_document(void **state) {
    struct reading r =
        read_text(state, "Theo che\xCC\x81 Quyết  định số 2/QĐ-SNV và số 13/QĐ-SNV.");
    assert_int_equal(r.count, 2);
    assert_string_equal(r.mentions[0].at, "p1+9-32");
    assert_string_equal(r.mentions[0].text, "Quyết định số 2/QĐ-SNV");
    assert_string_equal(r.mentions[1].at, "p1+36-48");
    assert_string_equal(r.mentions[1].text, "số 13/QĐ-SNV");
    release(&r);
}

static void a_target_is_no_fact(void **state) {
    struct reading r =
        read_text(state, "Kế hoạch đề ra 22 nhiệm vụ, phấn đấu hoàn thành 22 nhiệm vụ trong năm.");
    assert_int_equal(r.count, 1);
    assert_string_equal(r.mentions[0].rule, "tasks-planned");
    assert_string_equal(field(&r.mentions[0], "value"), "22");
    release(&r);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_symbols_and_dates),
        cmocka_unit_test(a_day_that_does_not_exist_is_no_date),
        cmocka_unit_test(documents_in_lists),
        cmocka_unit_test(numbers_that_cite_nothing),
        cmocka_unit_test(places_are_those_of_the_document),
        cmocka_unit_test(a_target_is_no_fact),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
