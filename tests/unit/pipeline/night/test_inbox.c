#include "pipeline/night/inbox.h"

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

/* The test works in a folder of its own, which is removed at the end. */
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

static void expect(const struct inbox *inbox, const char *const *names, size_t count) {
    assert_int_equal(inbox->count, count);
    for (size_t i = 0; i < count; i++)
        assert_string_equal(inbox->entries[i].name, names[i]);
}

static const struct inbox_entry *find(const struct inbox *inbox, const char *name) {
    for (size_t i = 0; i < inbox->count; i++)
        if (strcmp(inbox->entries[i].name, name) == 0)
            return &inbox->entries[i];
    fail_msg("%s is not there", name);
    return NULL;
}

static void walk(struct inbox *inbox, const char *directory) {
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_start(inbox, &error));
    inbox_exclude(inbox, "in/own.db");
    assert_true(inbox_walk(inbox, directory, &error));
}

/* Keeps what is to be read. */
static void only_files(struct inbox *inbox) {
    size_t kept = 0;
    for (size_t i = 0; i < inbox->count; i++)
        if (inbox->entries[i].kind == INBOX_FILE)
            inbox->entries[kept++] = inbox->entries[i];
    inbox->count = kept;
}

static void walks_by_name_and_skips_what_is_no_report(void **state) {
    (void)state;
    assert_int_equal(mkdir("in", 0700), 0);
    assert_int_equal(mkdir("in/b", 0700), 0);
    assert_int_equal(mkdir("in/.git", 0700), 0);
    assert_int_equal(mkdir("in/folder.docx", 0700), 0);
    put("in/c.docx", "");
    put("in/a.docx", "");
    put("in/B.docx", "");
    put("in/~$a.docx", "");
    put("in/x.TMP", "");
    put("in/.a.docx", "");
    put("in/own.db", "");
    put("in/b/z.xlsx", "");
    put("in/.git/d.docx", "");
    put("out.docx", "secret");
    assert_int_equal(symlink("../out.docx", "in/leads-out.docx"), 0);
    assert_int_equal(symlink("/etc/hostname", "in/leads-away.docx"), 0);
    assert_int_equal(symlink("nowhere", "in/leads-nowhere.docx"), 0);
    assert_int_equal(symlink("b/z.xlsx", "in/leads-in.xlsx"), 0);
    assert_int_equal(symlink("..", "in/b/up"), 0);
    assert_int_equal(mkfifo("in/pipe", 0600), 0);
    struct inbox inbox;
    walk(&inbox, "in");
    static const char *const skipped[] = {"in/~$a.docx", "in/x.TMP",
                                          "in/.a.docx",  "in/own.db",
                                          "in/.git",     "in/leads-out.docx",
                                          "in/b/up",     "in/leads-away.docx",
                                          "in/pipe",     "in/leads-nowhere.docx"};
    for (size_t i = 0; i < sizeof skipped / sizeof *skipped; i++) {
        const struct inbox_entry *entry = find(&inbox, skipped[i]);
        assert_int_equal(entry->kind, INBOX_SKIPPED);
        assert_non_null(entry->why);
    }
    only_files(&inbox);
    static const char *const names[] = {"in/B.docx", "in/a.docx", "in/b/z.xlsx", "in/c.docx",
                                        "in/leads-in.xlsx"};
    expect(&inbox, names, 5);
    inbox_free(&inbox);
}

/* A link that was a file when the folder was walked. */
static void opens_nothing_outside(void **state) {
    (void)state;
    struct inbox inbox;
    struct stat info;
    int file;
    assert_int_equal(mkdir("swap", 0700), 0);
    put("swap/a.docx", "a");
    put("outside", "secret");
    walk(&inbox, "swap");
    assert_int_equal(inbox.count, 1);
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_open(&inbox, &inbox.entries[0], &file, &info, &error));
    assert_int_equal(info.st_size, 1);
    close(file);
    assert_int_equal(unlink("swap/a.docx"), 0);
    assert_int_equal(symlink("../outside", "swap/a.docx"), 0);
    assert_false(inbox_open(&inbox, &inbox.entries[0], &file, &info, &error));
    assert_int_equal(error.code, CODE_NO_INPUT);
    inbox_free(&inbox);
}

static void keeps_names_of_any_encoding(void **state) {
    (void)state;
    struct inbox inbox;
    struct stat info;
    int file;
    assert_int_equal(mkdir("names", 0700), 0);
    put("names/b\xE1o c\xE1o\\1.docx", "x");
    put("names/a\\x.docx", "x");
    walk(&inbox, "names");
    static const char *const names[] = {"names/a\\x.docx", "names/b\\xE1o c\\xE1o\\\\1.docx"};
    expect(&inbox, names, 2);
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_open(&inbox, &inbox.entries[1], &file, &info, &error));
    close(file);
    inbox_free(&inbox);
}

static void parts_are_whole_and_apart(void **state) {
    (void)state;
    static const char *const parts[] = {"1/3", "2/3", "3/3"};
    size_t all = 0;
    assert_int_equal(mkdir("parts", 0700), 0);
    for (int i = 0; i < 30; i++) {
        char path[32];
        snprintf(path, sizeof path, "parts/%d.docx", i);
        put(path, "");
    }
    for (size_t i = 0; i < 3; i++) {
        struct inbox inbox;
        struct error error = {.code = CODE_NONE};
        walk(&inbox, "parts");
        assert_true(inbox_keep_shard(&inbox, parts[i], &error));
        assert_true(inbox.count > 0 && inbox.count < 30);
        all += inbox.count;
        inbox_free(&inbox);
    }
    assert_int_equal(all, 30);
    static const char *const wrong[] = {"0/3", "4/3", "1", "1/0", "1/3x", "a/b", ""};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct inbox inbox;
        struct error error = {.code = CODE_NONE};
        walk(&inbox, "parts");
        assert_false(inbox_keep_shard(&inbox, wrong[i], &error));
        assert_int_equal(error.code, CODE_USAGE);
        inbox_free(&inbox);
    }
}

static void lists_in_their_own_order(void **state) {
    (void)state;
    put("list", "z.docx\r\n\n/abs/y.docx\na b.docx");
    struct inbox inbox;
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_start(&inbox, &error));
    assert_true(inbox_read_list(&inbox, "list", "in", &error));
    static const char *const below[] = {"in/z.docx", "/abs/y.docx", "in/a b.docx"};
    expect(&inbox, below, 3);
    inbox_free(&inbox);
    assert_true(inbox_start(&inbox, &error));
    assert_true(inbox_read_list(&inbox, "list", NULL, &error));
    static const char *const plain[] = {"z.docx", "/abs/y.docx", "a b.docx"};
    expect(&inbox, plain, 3);
    inbox_free(&inbox);
}

static void absent_folders_and_lists_are_errors(void **state) {
    (void)state;
    struct inbox inbox;
    struct error error = {.code = CODE_NONE};
    assert_true(inbox_start(&inbox, &error));
    assert_false(inbox_walk(&inbox, "nowhere", &error));
    assert_int_equal(error.code, CODE_NO_INPUT);
    assert_string_equal(error.place, "nowhere");
    inbox_free(&inbox);
    error = (struct error){.code = CODE_NONE};
    assert_true(inbox_start(&inbox, &error));
    assert_false(inbox_read_list(&inbox, "nowhere", NULL, &error));
    assert_int_equal(error.code, CODE_NO_INPUT);
    inbox_free(&inbox);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(walks_by_name_and_skips_what_is_no_report),
        cmocka_unit_test(opens_nothing_outside),
        cmocka_unit_test(keeps_names_of_any_encoding),
        cmocka_unit_test(parts_are_whole_and_apart),
        cmocka_unit_test(lists_in_their_own_order),
        cmocka_unit_test(absent_folders_and_lists_are_errors),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
