/* database: kills, locks and rights, and what can be opened. */
#include "tests/unit/load/test_reports.h"

#include <signal.h>
#include <sys/stat.h>
#include <sys/wait.h>

/* ---- kills, locks, rights ---- */

static void half_a_load_leaves_nothing(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    struct observation twice[] = {observations[0], observations[0]}; /* the second breaks the key */
    enum load_result result;
    load_it(world, &first_run, &report, NOW);
    char *before = dump(world);
    start(world, &new_rules);
    report.observations = twice;
    report.observation_count = 2;
    assert_false(load_report(world->database, &new_rules, &report, NOW, &result, &world->error));
    assert_int_equal(world->error.code, CODE_DATABASE);
    char *after = dump(world);
    assert_string_equal(before, after);
    free(before);
    free(after);
    world->error.code = CODE_NONE;
    report = make_report('b'); /* and the handle goes on */
    assert_int_equal(load_it(world, &new_rules, &report, NOW), LOAD_NEW);
}

/* Loads in a child that is killed without closing anything. */
static void load_and_die(struct world *world, const struct report *report, bool commit) {
    pid_t child = fork();
    if (child == 0) {
        struct database *database;
        enum load_result result;
        struct error error = {.code = CODE_NONE};
        bool done = database_open(world->path, &database, &error) &&
                    load_report(database, &first_run, report, NOW, &result, &error) &&
                    (!commit || load_commit(database, &error));
        if (done)
            kill(getpid(), SIGKILL);
        _exit(1);
    }
    int status;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFSIGNALED(status));
}

static void what_is_committed_survives_a_kill(void **state) {
    struct world *world = *state;
    struct report report = make_report('a'), other = make_report('b');
    database_close(world->database);
    world->database = NULL;
    load_and_die(world, &report, true);
    load_and_die(world, &other, false);
    open_world(world);
    expect(world, "SELECT path, (SELECT count(*) FROM observation) FROM document", "a.docx|4");
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_UNCHANGED);
    assert_int_equal(load_it(world, &first_run, &other, NOW), LOAD_NEW);
}

static void a_locked_database_has_its_own_code(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    enum load_result result;
    sqlite3 *other;
    assert_int_equal(sqlite3_open(world->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
    world->database->backend->set_lock_timeout(world->database->connection, 20);
    assert_false(load_report(world->database, &first_run, &report, NOW, &result, &world->error));
    assert_int_equal(world->error.code, CODE_DATABASE_BUSY);
    assert_string_equal(world->error.place, world->path);
    assert_int_equal(sqlite3_exec(other, "ROLLBACK", NULL, NULL, NULL), SQLITE_OK);
    world->error.code = CODE_NONE;
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_NEW);
    sqlite3_close(other);
}

static void a_reader_blocks_nobody(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    sqlite3 *other;
    assert_int_equal(sqlite3_open(world->path, &other), SQLITE_OK);
    assert_int_equal(sqlite3_exec(other, "BEGIN; SELECT * FROM document", NULL, NULL, NULL),
                     SQLITE_OK);
    world->database->backend->set_lock_timeout(world->database->connection, 20);
    assert_int_equal(load_it(world, &first_run, &report, NOW), LOAD_NEW);
    sqlite3_close(other);
}

/* Root may write everything: give that up for a moment. */
static void a_database_that_may_not_be_written(void **state) {
    struct world *world = *state;
    struct report report = make_report('a');
    struct database *database = NULL;
    enum load_result result;
    const uid_t nobody = 65534;
    assert_int_equal(chmod(world->path, 0444), 0);
    if (geteuid() == 0)
        assert_int_equal(seteuid(nobody), 0);
    bool done = database_open(world->path, &database, &world->error) &&
                load_report(database, &first_run, &report, NOW, &result, &world->error);
    database_close(database);
    if (getuid() == 0)
        assert_int_equal(seteuid(0), 0);
    assert_false(done);
    assert_int_equal(world->error.code, CODE_DATABASE);
    assert_non_null(strstr(world->error.message, "permission to write"));
    expect(world, "SELECT count(*) FROM document", "0");
}

/* ---- opening ---- */

static void refuse_url(const char *url, enum code code, const char *part) {
    struct database *database = NULL;
    struct error error = {.code = CODE_NONE};
    assert_false(database_open(url, &database, &error));
    assert_null(database);
    assert_int_equal(error.code, code);
    assert_non_null(strstr(error.message, part));
    assert_null(strstr(error.place, "secret"));
}

static void unsupported_urls_are_named(void **state) {
    struct world *world = *state;
    char path[ROOM + 40];
    refuse_url("postgresql://chitieu:secret@db/x", CODE_DATABASE, "PostgreSQL");
    refuse_url("postgres://chitieu:secret@db/x", CODE_DATABASE, "sqlite:PATH");
    refuse_url("mysql://u:secret@db/x", CODE_DATABASE, "sqlite:PATH");
    refuse_url("sqlite:", CODE_DATABASE, "empty");
    refuse_url("", CODE_DATABASE, "empty");
    snprintf(path, sizeof path, "%s/none/x.db", world->folder);
    refuse_url(path, CODE_DATABASE, "folder exists");
    snprintf(path, sizeof path, "%s/text", world->folder);
    FILE *file = fopen(path, "w");
    for (int i = 0; i < 1000; i++)
        fputs("no database ", file);
    fclose(file);
    refuse_url(path, CODE_DATABASE, "not a database");
}

static void a_url_and_a_path_are_the_same_file(void **state) {
    struct world *world = *state;
    struct database *database;
    char url[ROOM + 40];
    struct report report = make_report('a');
    load_it(world, &first_run, &report, NOW);
    snprintf(url, sizeof url, "sqlite:%s", world->path);
    assert_true(database_open(url, &database, &world->error));
    enum load_result result;
    assert_true(load_report(database, &first_run, &report, NOW, &result, &world->error));
    assert_int_equal(result, LOAD_UNCHANGED);
    database_close(database);
}

static void newer_and_foreign_tables_are_refused(void **state) {
    struct world *world = *state;
    sqlite3 *other;
    char path[ROOM + 40];
    snprintf(path, sizeof path, "%s/newer.db", world->folder);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    sqlite3_exec(other, "PRAGMA user_version = 2", NULL, NULL, NULL);
    sqlite3_close(other);
    refuse_url(path, CODE_DATABASE, "newer");
    snprintf(path, sizeof path, "%s/foreign.db", world->folder);
    assert_int_equal(sqlite3_open(path, &other), SQLITE_OK);
    sqlite3_exec(other, "CREATE TABLE document(x)", NULL, NULL, NULL);
    sqlite3_close(other);
    refuse_url(path, CODE_DATABASE, "already exists");
}

enum { MAKERS = 8 };

static void programs_that_make_it_at_once_agree(void **state) {
    struct world *world = *state;
    char path[ROOM + 40];
    pid_t children[MAKERS];
    snprintf(path, sizeof path, "%s/shared.db", world->folder);
    for (int i = 0; i < MAKERS; i++) {
        children[i] = fork();
        if (children[i] == 0) {
            struct database *database;
            struct error error = {.code = CODE_NONE};
            bool opened = database_open(path, &database, &error);
            if (opened)
                database_close(database);
            else
                fprintf(stderr, "%s\n", error.message);
            _exit(opened ? 0 : 1);
        }
    }
    for (int i = 0; i < MAKERS; i++) {
        int status;
        waitpid(children[i], &status, 0);
        assert_int_equal(status, 0);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        TEST(half_a_load_leaves_nothing),          TEST(what_is_committed_survives_a_kill),
        TEST(a_locked_database_has_its_own_code),  TEST(a_reader_blocks_nobody),
        TEST(a_database_that_may_not_be_written),  TEST(unsupported_urls_are_named),
        TEST(a_url_and_a_path_are_the_same_file),  TEST(newer_and_foreign_tables_are_refused),
        TEST(programs_that_make_it_at_once_agree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
