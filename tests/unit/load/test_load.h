/* A database in a folder of its own, and reports made by hand. Every test gets a fresh one. */
#ifndef CHITIEU_TESTS_LOAD_TEST_LOAD_H
#define CHITIEU_TESTS_LOAD_TEST_LOAD_H

#include "load/database.h"
#include "load/load.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/stat.h>

#include <cmocka.h>

#define ROOM 200

struct world {
    char folder[ROOM], path[ROOM + 16];
    struct database *database;
    struct error error;
};

static const struct run first_run = {.run_id = "run-1",
                                     .started_at = "2021-07-01T00:00:00.000Z",
                                     .host = "vm",
                                     .version = "0.1.0",
                                     .rules_sha256 = "rules-a"};

static void open_world(struct world *world) {
    world->error.code = CODE_NONE;
    if (!database_open(world->path, &world->database, &world->error))
        fail_msg("%s", world->error.message);
}

static int world_start(void **state) {
    struct world *world = calloc(1, sizeof *world);
    *state = world;
    strcpy(world->folder, "/tmp/chitieu-load-XXXXXX");
    if (!world || !mkdtemp(world->folder) || chmod(world->folder, 0755) != 0)
        return -1;
    snprintf(world->path, sizeof world->path, "%s/x.db", world->folder);
    open_world(world);
    return load_run_start(world->database, &first_run, &world->error) ? 0 : -1;
}

static int world_end(void **state) {
    struct world *world = *state;
    char command[ROOM + 16];
    database_close(world->database);
    snprintf(command, sizeof command, "rm -r '%s'", world->folder);
    int status = system(command);
    free(world);
    return status;
}

/* 64 times the letter. */
static void name_source(struct source *source, const char *path, char letter) {
    *source = (struct source){.path = path, .bytes = 100, .format = "docx"};
    memset(source->sha256, letter, 64);
}

#endif
