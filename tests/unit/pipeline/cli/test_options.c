#include "pipeline/cli/options.h"
#include "pipeline/cli/help.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

enum { WORDS_MAX = 12 };

/* Parses up to WORDS_MAX words, NULL-terminated. The words are copied where options may point into
 * them. */
static bool parse(enum command_id command, const char *const *words, struct options *options,
                  struct error *error) {
    static char copies[WORDS_MAX][80];
    static char *argv[WORDS_MAX];
    int argc = 0;
    for (; words[argc]; argc++) {
        assert_true(argc < WORDS_MAX);
        strcpy(copies[argc], words[argc]);
        argv[argc] = copies[argc];
    }
    *error = (struct error){.code = CODE_NONE};
    return options_parse(command, argc, argv, options, error);
}

#define PARSE(command, options, error, ...)                                                        \
    parse(command, (const char *const[]){__VA_ARGS__, NULL}, options, error)

static void flags_and_operands_mix(void **state) {
    (void)state;
    struct options o;
    struct error e;
    assert_true(PARSE(COMMAND_EXTRACT, &o, &e, "a.docx", "--format", "text", "b.docx", "-v",
                      "--max-cells=7"));
    assert_string_equal(o.format, "text");
    assert_true(o.verbose);
    assert_false(o.quiet);
    assert_int_equal(o.limits.cells, 7);
    assert_int_equal(o.limits.blocks, limits_default().blocks);
    assert_int_equal(o.operand_count, 2);
    assert_string_equal(o.operands[0], "a.docx");
    assert_string_equal(o.operands[1], "b.docx");
}

static void a_dash_is_an_operand_and_two_end_the_flags(void **state) {
    (void)state;
    struct options o;
    struct error e;
    assert_true(PARSE(COMMAND_NORMALIZE, &o, &e, "-", "--", "--quiet", "--"));
    assert_false(o.quiet);
    assert_int_equal(o.operand_count, 3);
    assert_string_equal(o.operands[0], "-");
    assert_string_equal(o.operands[1], "--quiet");
    assert_string_equal(o.operands[2], "--");
}

static void sizes_take_binary_multiples(void **state) {
    (void)state;
    struct options o;
    struct error e;
    assert_true(PARSE(COMMAND_RUN, &o, &e, "--max-file-bytes", "3K", "--max-part-bytes", "5m",
                      "--max-unpacked-bytes", "2G", "--max-ratio", "0"));
    assert_int_equal(o.limits.file_bytes, 3072);
    assert_int_equal(o.limits.part_bytes, 5u * 1024 * 1024);
    assert_true(o.limits.unpacked_bytes == (size_t)2 << 30);
    assert_int_equal(o.limits.ratio, 0);
    static const char *const wrong[] = {"",
                                        "x",
                                        "-1",
                                        "+1",
                                        " 1",
                                        "1.5",
                                        "1KB",
                                        "K",
                                        "1 K",
                                        "1T",
                                        "0x10",
                                        "18446744073709551616",
                                        "17179869185G"};
    for (size_t i = 0; i < sizeof wrong / sizeof wrong[0]; i++) {
        assert_false(PARSE(COMMAND_RUN, &o, &e, "--max-cells", wrong[i]));
        assert_int_equal(e.code, CODE_USAGE);
    }
}

static void refuse(enum command_id command, const char *const *words, const char *message) {
    struct options o;
    struct error e;
    assert_false(parse(command, words, &o, &e));
    assert_int_equal(e.code, CODE_USAGE);
    assert_string_equal(e.place, command_of(command)->name);
    assert_string_equal(e.message, message);
}

static void errors_come_with_a_remedy(void **state) {
    (void)state;
    refuse(COMMAND_RUN, (const char *const[]){"--inbx", "x", NULL},
           "There is no flag --inbx; did you mean --inbox?");
    refuse(COMMAND_RUN, (const char *const[]){"--zzzzzzzzzz", NULL},
           "There is no flag --zzzzzzzzzz; see chitieu run --help.");
    refuse(COMMAND_EXPORT, (const char *const[]){"--max-cells", "1", NULL},
           "--max-cells is a flag of \"extract\", not of \"export\"; see chitieu export --help.");
    refuse(COMMAND_EXPORT, (const char *const[]){"--format", "json", NULL},
           "--format is one of csv|jsonl, not \"json\".");
    refuse(COMMAND_RUN, (const char *const[]){"--fail-on", "error|warning", NULL},
           "--fail-on is one of error|warning, not \"error|warning\".");
    refuse(COMMAND_RUN, (const char *const[]){"--summary=1", NULL}, "--summary takes no value.");
    refuse(COMMAND_LOAD, (const char *const[]){"--db", NULL}, "--db needs a value.");
    refuse(COMMAND_LOAD, (const char *const[]){"--db=", NULL}, "--db needs a value (URL).");
}

static void help_shows_each_flag_once(void **state) {
    (void)state;
    for (int c = 0; c < COMMAND_COUNT; c++) {
        struct buffer text;
        buffer_init(&text, 65536);
        help_command((enum command_id)c, &text);
        const char *first = strstr(buffer_text(&text), "\n  --help, -h");
        assert_non_null(first);
        assert_null(strstr(first + 1, "\n  --help, -h"));
        bool reads = c != COMMAND_EXPORT && c != COMMAND_LOG;
        assert_int_equal(strstr(buffer_text(&text), "--max-cells") != NULL, reads);
        assert_false(text.failed);
        buffer_free(&text);
    }
}

static void names_lead_to_commands(void **state) {
    (void)state;
    for (int c = 0; c < COMMAND_COUNT; c++)
        assert_int_equal(command_from_name(command_of((enum command_id)c)->name), c);
    assert_int_equal(command_from_name("Extract"), COMMAND_COUNT);
    assert_int_equal(command_from_name(""), COMMAND_COUNT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(flags_and_operands_mix),
        cmocka_unit_test(a_dash_is_an_operand_and_two_end_the_flags),
        cmocka_unit_test(sizes_take_binary_multiples),
        cmocka_unit_test(errors_come_with_a_remedy),
        cmocka_unit_test(help_shows_each_flag_once),
        cmocka_unit_test(names_lead_to_commands),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
