#include "pipeline/night/mail_digest.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

static void expect(const struct mail_digest *digest, const char *text) {
    struct buffer out;
    buffer_init(&out, 100000);
    mail_digest_print(digest, LANGUAGE_ENGLISH, &out);
    assert_string_equal(buffer_text(&out), text);
    buffer_free(&out);
}

static void a_night_without_files(void **state) {
    (void)state;
    expect(&(struct mail_digest){.arena = NULL}, "  There was nothing to read.\n");
}

static void counts_what_there_was(void **state) {
    (void)state;
    struct mail_digest digest = {.fresh = 12, .unchanged = 1988, .review = 3};
    struct error locked = {.code = CODE_ENCRYPTED}, empty = {.code = CODE_FILE_EMPTY};
    mail_digest_add_failure(&digest, "a.docx", &locked);
    mail_digest_add_failure(&digest, "b\033.docx", &empty);
    mail_digest_set_period(&digest, "2021-Q3");
    mail_digest_add_missing(&digest, "Sở Nội vụ");
    expect(&digest, "  12     new reports\n"
                    "  1988   unchanged\n"
                    "  3      with values for a person to review\n"
                    "  2      could not be read:\n"
                    "    a.docx\n"
                    "        The file is protected by a password; ask for it without one.\n"
                    "    b\uFFFD.docx\n"
                    "        The file is empty; ask the sender for it again.\n"
                    "Not reported on 2021-Q3 yet (bodies: 1):\n"
                    "    Sở Nội vụ\n");
    mail_digest_free(&digest);
}

static void all_have_reported(void **state) {
    (void)state;
    struct mail_digest digest = {.fresh = 1};
    mail_digest_set_period(&digest, "2021");
    expect(&digest, "  1      new reports\nAll bodies have reported on 2021.\n");
    mail_digest_free(&digest);
}

/* Fifty are named, the others counted. */
static void a_mail_has_an_end(void **state) {
    (void)state;
    struct mail_digest digest = {.arena = NULL};
    struct error empty = {.code = CODE_FILE_EMPTY};
    struct buffer out;
    for (int i = 0; i < 73; i++) {
        char name[16];
        snprintf(name, sizeof name, "%d.docx", i);
        mail_digest_add_failure(&digest, name, &empty);
    }
    buffer_init(&out, 100000);
    mail_digest_print(&digest, LANGUAGE_ENGLISH, &out);
    assert_non_null(strstr(buffer_text(&out), "  73     could not be read:\n"));
    assert_non_null(strstr(buffer_text(&out), "    49.docx\n"));
    assert_null(strstr(buffer_text(&out), "    50.docx\n"));
    assert_non_null(strstr(buffer_text(&out), "    and 23 more\n"));
    buffer_free(&out);
    mail_digest_free(&digest);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_night_without_files),
        cmocka_unit_test(counts_what_there_was),
        cmocka_unit_test(all_have_reported),
        cmocka_unit_test(a_mail_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
