/* register: issuers in a small register of invented places, with the words of cchc-2021. */
#include "normalize/prose/register.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#define NAMES(...)                                                                                 \
    .names = (const char *[]){__VA_ARGS__},                                                        \
    .name_count = sizeof(const char *[]){__VA_ARGS__} / sizeof(const char *)

static struct body bodies[] = {
    {.id = "snv", .name = "Sở Nội vụ tỉnh Hải Vân", NAMES("Sở Nội vụ", "SNV")},
    {.id = "stc", .name = "Sở Tài chính tỉnh Hải Vân", NAMES("STC")},
    {.id = "skhcn", .name = "Sở Khoa học và Công nghệ tỉnh Hải Vân", NAMES("Sở KH&CN", "SKHCN")},
    {.id = "ubnd-dong",
     .name = "Ủy ban nhân dân huyện Đông",
     NAMES("UBND huyện Đông tỉnh Hải Vân")},
    {.id = "tl-dong", .name = "Ủy ban nhân dân xã Tân Lập huyện Đông"},
    {.id = "tl-tay", .name = "Ủy ban nhân dân xã Tân Lập huyện Tây"},
    {.id = "bql", .name = "Ban Quản lý Khu du lịch bán đảo Hòn Gió", NAMES("BQLKDL")},
};

static int load(void **state) {
    struct ruleset *rules;
    struct error error = {0};
    if (!ruleset_load("rules/cchc-2021", &rules, &error))
        return -1;
    rules->bodies = bodies;
    rules->body_count = sizeof bodies / sizeof bodies[0];
    rules->register_index = register_index_build(rules, rules->arena);
    *state = rules;
    return rules->register_index ? 0 : -1;
}

static int unload(void **state) {
    ruleset_free(*state);
    return 0;
}

static const char *found(void **state, const char *issuer, const char *parent, const char *symbol,
                         double *score) {
    struct arena *arena = arena_new(1 << 20);
    struct register_match match;
    assert_true(register_find(*state, issuer, parent, symbol, arena, &match));
    *score = match.score;
    arena_free(arena);
    return match.body ? match.body->id : match.ambiguous ? "(several)" : "(none)";
}

static void names_and_areas(void **state) {
    static const struct {
        const char *issuer, *parent, *id;
        double score;
    } rows[] = {
        {"Sở Nội vụ tỉnh Hải Vân", NULL, "snv", 1},
        {"SỞ NỘI VỤ", "ỦY BAN NHÂN DÂN TỈNH HẢI VÂN", "snv", 1},
        {"SỞ NỘI VỤ", NULL, "snv", 1},
        {"Sở Tài chính", "UBND tỉnh Hải Vân", "stc", 0.95},
        {"Sở Tài chính", NULL, "stc", 0.95},
        {"Sở KH&CN", NULL, "skhcn", 1},
        /* another province's */
        {"Sở Nội vụ", "UBND tỉnh Phong Châu", "(none)", 0},
        {"Sở Nội vụ tỉnh Phong Châu", NULL, "(none)", 0},
        /* committees are of an area */
        {"UBND HUYỆN ĐÔNG", NULL, "ubnd-dong", 1},
        {"Ủy ban nhân dân huyện Đông tỉnh Hải Vân", NULL, "ubnd-dong", 1},
        {"UBND huyện Tây", NULL, "(none)", 0},
        {"Ủy ban nhân dân", NULL, "(none)", 0},
        /* the same name in two districts */
        {"UBND xã Tân Lập", "UBND huyện Tây", "tl-tay", 0.95},
        {"UBND xã Tân Lập", "UBND huyện Đông", "tl-dong", 0.95},
        {"UBND xã Tân Lập", NULL, "(several)", 0},
        {"UBND xã Tân Lập", "UBND huyện Nam", "(none)", 0},
        {"Ban quản lý khu du lịch bán đảo Hòn Gió", NULL, "bql", 1},
    };
    for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++) {
        double score;
        const char *id = found(state, rows[i].issuer, rows[i].parent, NULL, &score);
        if (strcmp(id, rows[i].id) != 0 || score != rows[i].score)
            fail_msg("%s, %s: %s %g", rows[i].issuer, rows[i].parent ? rows[i].parent : "-", id,
                     score);
    }
}

/* A misspelt name is the body's only when the symbol confirms it. */
static void the_symbol_confirms(void **state) {
    double score;
    assert_string_equal(found(state, "Ban Quản lý Khu du lich đảo Hòn Gió", NULL, NULL, &score),
                        "(none)");
    assert_string_equal(
        found(state, "Ban Quản lý Khu du lich đảo Hòn Gió", NULL, "BC-BQLKDL", &score), "bql");
    assert_true(score > 0.6 && score < 1);
    assert_string_equal(found(state, "Ban Quản lý Khu du lich đảo Hòn Gió", NULL, "BC-STC", &score),
                        "(none)");
    assert_string_equal(found(state, "Đài Phát thanh", NULL, "BC-SNV", &score), "(none)");
}

static void names_that_may_be_one_body(void **state) {
    static const struct {
        const char *name, *other;
        bool same;
    } names[] = {{"BQL KDL Hòn Gió", "Ban Quản lý Khu du lịch Hòn Gió", true},
                 {"UBND huyện Yên Phú", "Ủy ban nhân dân huyện Yên Phú", true},
                 {"Sở Nội vụ", "SỞ NỘI VỤ TỈNH AN HÒA", true},
                 {"Sở Nội vụ tỉnh An Hòa", "Sở Nội vụ tỉnh Phú Thủy", false},
                 {"UBND huyện Bình Sơn", "UBND huyện Yên Phú", false},
                 {"UBND huyện Yên Phú", "UBND xã Tân Lập", false}};
    struct arena *arena = arena_new(1 << 20);
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (register_same_name(*state, names[i].name, names[i].other, arena) != names[i].same)
            fail_msg("%s, %s", names[i].name, names[i].other);
    arena_free(arena);
}

static void the_nearest_are_named(void **state) {
    struct arena *arena = arena_new(1 << 20);
    struct register_match match;
    assert_true(register_find(*state, "Sở Khoa học và Công nghê", NULL, NULL, arena, &match));
    assert_null(match.body);
    assert_true(match.nearest_count >= 1 && match.nearest_count <= REGISTER_NEAREST_MAX);
    assert_string_equal(match.nearest[0].body->id, "skhcn");
    for (size_t i = 1; i < match.nearest_count; i++)
        assert_true(match.nearest[i].likeness <= match.nearest[i - 1].likeness);
    assert_true(register_find(*state, "UBND xã Tân Lập", NULL, NULL, arena, &match));
    assert_true(match.ambiguous);
    assert_int_equal(match.nearest_count, 2);
    arena_free(arena);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(names_and_areas),
        cmocka_unit_test(the_symbol_confirms),
        cmocka_unit_test(names_that_may_be_one_body),
        cmocka_unit_test(the_nearest_are_named),
    };
    return cmocka_run_group_tests(tests, load, unload);
}
