#include "pipeline/inbox.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

/* The test works in a folder of its own, left and removed behind it. */
static char folder[] = "/tmp/chitieu-inbox-XXXXXX";

static int enter(void **state) {
    (void)state;
    return mkdtemp(folder) && chdir(folder) == 0 ? 0 : -1;
}

static int leave(void **state) {
    (void)state;
    char command[64];
    snprintf(command, sizeof command, "rm -rf %s", folder);
    return chdir("/") == 0 && system(command) == 0 ? 0 : -1;
}

static void put(const char *path, const char *text) {
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs(text, file);
    assert_int_equal(fclose(file), 0);
}

static void expect(const struct inbox *inbox, const char *const *paths, size_t count) {
    assert_int_equal(inbox->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(inbox->paths[i], paths[i]);
}

static void walks_by_name_without_hidden_files(void **state) {
    (void)state;
    assert_int_equal(mkdir("in", 0700), 0);
    assert_int_equal(mkdir("in/b", 0700), 0);
    assert_int_equal(mkdir("in/.git", 0700), 0);
    put("in/c.docx", "");
    put("in/a.docx", "");
    put("in/B.docx", "");
    put("in/~$a.docx", "");
    put("in/.a.docx", "");
    put("in/b/z.xlsx", "");
    put("in/.git/d.docx", "");
    assert_int_equal(symlink("in/c.docx", "link.docx"), 0);
    assert_int_equal(symlink("..", "in/b/up"), 0);
    assert_int_equal(mkfifo("in/pipe", 0600), 0);
    struct inbox inbox;
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_walk(&inbox, "in", &error));
    static const char *const paths[] = {"in/B.docx", "in/a.docx", "in/b/z.xlsx", "in/c.docx"};
    expect(&inbox, paths, 4);
    inbox_free(&inbox);
}

static void lists_in_their_own_order(void **state) {
    (void)state;
    put("list", "z.docx\r\n\n/abs/y.docx\na b.docx");
    struct inbox inbox;
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_list(&inbox, "list", "in", &error));
    static const char *const below[] = {"in/z.docx", "/abs/y.docx", "in/a b.docx"};
    expect(&inbox, below, 3);
    inbox_free(&inbox);
    assert_true(inbox_list(&inbox, "list", NULL, &error));
    static const char *const plain[] = {"z.docx", "/abs/y.docx", "a b.docx"};
    expect(&inbox, plain, 3);
    inbox_free(&inbox);
}

static void absent_folders_and_lists_are_told(void **state) {
    (void)state;
    struct inbox inbox;
    struct error error = {.code = CODE_NONE};
    assert_false(inbox_walk(&inbox, "nowhere", &error));
    assert_int_equal(error.code, CODE_NO_INPUT);
    assert_string_equal(error.place, "nowhere");
    inbox_free(&inbox);
    error = (struct error){.code = CODE_NONE};
    assert_false(inbox_list(&inbox, "nowhere", NULL, &error));
    assert_int_equal(error.code, CODE_NO_INPUT);
    inbox_free(&inbox);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_by_name_without_hidden_files),
        cmocka_unit_test(lists_in_their_own_order),
        cmocka_unit_test(absent_folders_and_lists_are_told),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
