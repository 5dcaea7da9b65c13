/* Every allocation of loading a report fails once: then its rows are there whole, or none of them
 * and the reason is memory. Nothing of it is the database's fault, and a later run loads it. */
#include "tests/unit/failing_memory.h"

#include "tests/unit/load/test_reports.h"

/* All of them take long: EVERY_ALLOCATION=1 in the environment. */
enum { STEP = 83 };

static struct form_row rows[] = {
    {.id = "1", .stt = "1.", .parent = -1, .label = "A", .unit = "", .kind = KIND_HEADING},
    {.id = "1.1-1", .stt = "", .parent = 0, .label = "B", .unit = "u", .kind = KIND_COUNT},
};
static const struct ruleset rules = {.form = "cchc-2021", .rows = rows, .row_count = 2};

/* All that a run does with one document, with the n-th allocation failing (0: none). */
static bool run_once(struct world *world, const struct run *run, size_t failing, size_t *count) {
    struct report report = make_report('a');
    struct database *database = NULL;
    enum load_result result;
    world->error = (struct error){.code = CODE_NONE};
    memory_fail(failing);
    bool done = database_open(world->path, &database, &world->error) &&
                load_run_start(database, run, &world->error) &&
                load_form(database, &rules, &world->error) &&
                load_report(database, run, &report, NOW, &result, &world->error) &&
                load_commit(database, &world->error);
    database_close(database);
    *count = memory_stop();
    return done;
}

/* The document's rows, whichever run wrote them. */
static char *rows_of(const struct world *world) {
    static const char *const tables[] = {"indicator", "observation", "mention", "finding"};
    struct buffer out;
    buffer_init(&out, 1 << 20);
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        char sql[80];
        snprintf(sql, sizeof sql, "SELECT * FROM %s ORDER BY 1, 2", tables[i]);
        char *found = ask(world, sql);
        buffer_printf(&out, "%s:\n%s\n", tables[i], found);
        free(found);
    }
    char *text = strdup(buffer_text(&out));
    buffer_free(&out);
    return text;
}

static void start_anew(struct world *world) {
    if (world->database)
        database_close(world->database);
    world->database = NULL;
    unlink(world->path);
}

static void each_allocation(void **state) {
    struct world *world = *state;
    size_t count, wrong = 0, ignored;
    start_anew(world);
    assert_true(run_once(world, &second_run, 0, &count));
    char *whole = rows_of(world);
    for (size_t i = 1; i <= count; i += getenv("EVERY_ALLOCATION") ? 1 : STEP) {
        start_anew(world);
        bool done = run_once(world, &second_run, i, &ignored);
        if (!done && world->error.code != CODE_NO_MEMORY) {
            wrong++;
            print_error("%zu: %s: %s\n", i, code_word(world->error.code), world->error.message);
        }
        if (!done && !run_once(world, &first_run, 0, &ignored)) {
            wrong++;
            print_error("%zu: not even later: %s\n", i, world->error.message);
        }
        char *left = rows_of(world);
        if (strcmp(left, whole) != 0) {
            wrong++;
            print_error("%zu: other rows\n", i);
        }
        free(left);
    }
    free(whole);
    assert_int_equal(wrong, 0);
    assert_true(database_open(world->path, &world->database, &world->error));
}

int main(void) {
    const struct CMUnitTest tests[] = {TEST(each_allocation)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
