#include "pipeline/night/quarantine.h"

#include <fcntl.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#define HASH "fb8e20fc2e4c3f248c60c39bd652f3c1347298bb977b8b4d5903b85055620603" /* of "ab" */

static char folder[] = "/tmp/chitieu-quarantine-XXXXXX";

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

static bool put(const char *directory, enum code code, bool *fresh, struct error *error) {
    struct source source = {.path = "in/báo cáo.docx", .sha256 = HASH, .bytes = 2};
    struct error reason = {.code = code, .message = "Why."};
    int file = open("sent", O_RDWR | O_CREAT, 0600);
    assert_int_equal(pwrite(file, "ab", 2, 0), 2);
    struct quarantined what = {.source = &source, .file = file, .run_id = "run", .reason = &reason};
    *error = (struct error){.code = CODE_NONE};
    bool done = quarantine_put(directory, &what, fresh, error);
    close(file);
    return done;
}

static void keeps_a_copy_and_says_why(void **state) {
    (void)state;
    struct error error;
    bool fresh;
    char bytes[3] = "";
    assert_true(put("q", CODE_ENCRYPTED, &fresh, &error));
    assert_true(fresh);
    FILE *copy = fopen("q/" HASH, "r");
    assert_non_null(copy);
    assert_int_equal(fread(bytes, 1, sizeof bytes, copy), 2);
    fclose(copy);
    assert_memory_equal(bytes, "ab", 2);
    json_t *note = json_load_file("q/" HASH ".json", 0, NULL);
    assert_string_equal(json_string_value(json_object_get(note, "path")), "in/báo cáo.docx");
    assert_string_equal(json_string_value(json_object_get(note, "code")), "encrypted");
    assert_string_equal(json_string_value(json_object_get(note, "message")), "Why.");
    const json_t *reason = json_object_get(note, "reason");
    assert_string_equal(json_string_value(json_object_get(reason, "en")),
                        "The file is protected by a password; ask for it without one.");
    json_decref(note);
    assert_int_equal(quarantine_code("q", HASH), CODE_ENCRYPTED);
}

static void another_reason_takes_the_place_of_the_first(void **state) {
    (void)state;
    struct error error;
    bool fresh;
    assert_true(put("q", CODE_WORKER_CRASHED, &fresh, &error));
    assert_false(fresh);
    assert_int_equal(quarantine_code("q", HASH), CODE_WORKER_CRASHED);
}

static void lists_its_copies_under_their_names(void **state) {
    (void)state;
    struct error error = {.code = CODE_NONE};
    struct inbox inbox;
    assert_true(inbox_start(&inbox, &error));
    assert_true(quarantine_list("q", &inbox, &error));
    assert_int_equal(inbox.count, 1);
    assert_string_equal(inbox.entries[0].path, "q/" HASH);
    assert_string_equal(inbox.entries[0].name, "in/báo cáo.docx");
    inbox_free(&inbox);
    assert_true(inbox_start(&inbox, &error));
    assert_true(quarantine_list("nowhere", &inbox, &error));
    assert_int_equal(inbox.count, 0);
    inbox_free(&inbox);
}

static void forgets_what_was_loaded(void **state) {
    (void)state;
    quarantine_drop("q", HASH);
    assert_int_equal(quarantine_code("q", HASH), CODE_DOCUMENT_FAILED);
    assert_int_equal(rmdir("q"), 0);
}

static void fails_when_it_cannot_be_written(void **state) {
    (void)state;
    struct error error;
    bool fresh;
    assert_false(put("sent/q", CODE_ENCRYPTED, &fresh, &error));
    assert_int_equal(error.code, CODE_OUTPUT);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(keeps_a_copy_and_says_why),
        cmocka_unit_test(another_reason_takes_the_place_of_the_first),
        cmocka_unit_test(lists_its_copies_under_their_names),
        cmocka_unit_test(forgets_what_was_loaded),
        cmocka_unit_test(fails_when_it_cannot_be_written),
    };
    return cmocka_run_group_tests(tests, enter, leave);
}
