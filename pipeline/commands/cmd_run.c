/* chitieu run and retry: many files through all stages, by workers. */
#include "pipeline/cli/exit_status.h"
#include "pipeline/night/batch.h"
#include "pipeline/commands/commands.h"
#include "pipeline/cli/output.h"
#include "pipeline/night/quarantine.h"
#include "pipeline/cli/say.h"
#include "pipeline/night/lock.h"
#include "pipeline/limits.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool check(const struct options *options, struct error *error) {
    const char *name = command_of(options->command)->name;
    bool again = options->command == COMMAND_RETRY;
    if (options->operand_count > 0)
        return error_set(error, CODE_USAGE, name,
                         "This command takes no file names (\"%s\"); name their folder with %s.",
                         options->operands[0], again ? "--quarantine" : "--inbox");
    if (!again && !options->inbox && !options->files_from)
        return error_set(error, CODE_USAGE, name, "Name the folder of files with --inbox.");
    if (!options->db && !options->dry_run)
        return error_set(error, CODE_USAGE, name,
                         again ? "Name the database with --db."
                               : "Name the database with --db, or load nothing with --dry-run.");
    return true;
}

/* What a run keeps between its steps. */
struct run_state {
    const struct options *options;
    struct inbox inbox;
    struct lock lock;
    struct loading loading;
    struct batch batch;
    char quarantine[PATH_MAX];
};

/* ---- the files ---- */

static void disown_files(struct run_state *state) {
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", ".lock", ".quarantine"};
    const struct options *options = state->options;
    char path[PATH_MAX];
    for (size_t i = 0; options->db && i < sizeof suffixes / sizeof *suffixes; i++) {
        state_path(options->db, suffixes[i], path);
        inbox_disown(&state->inbox, path);
    }
    if (options->log)
        inbox_disown(&state->inbox, options->log);
    if (*state->quarantine)
        inbox_disown(&state->inbox, state->quarantine);
}

static bool find_files(struct run_state *state, struct error *error) {
    const struct options *options = state->options;
    struct inbox *inbox = &state->inbox;
    if (!inbox_start(inbox, error))
        return false;
    disown_files(state);
    if (options->command == COMMAND_RETRY)
        return quarantine_list(state->quarantine, inbox, error);
    bool found = options->files_from ? inbox_list(inbox, options->files_from, options->inbox, error)
                                     : inbox_walk(inbox, options->inbox, error);
    return found && (!options->shard || inbox_part(inbox, options->shard, error));
}

static void name_quarantine(struct run_state *state) {
    const struct options *options = state->options;
    if (options->quarantine)
        snprintf(state->quarantine, sizeof state->quarantine, "%s", options->quarantine);
    else if (options->db)
        state_path(options->db, ".quarantine", state->quarantine);
}

/* ---- what people see ---- */

static bool print(const struct loading *loading, bool table, FILE *to, struct error *error) {
    struct output output;
    struct buffer text;
    buffer_init(&text, SUMMARY_BYTES_MAX);
    if (table) {
        summary_print(&loading->summary, say_width(to, 0), &text);
        buffer_putc(&text, '\n');
    }
    digest_print(&loading->digest, language_chosen(), &text);
    bool done = true;
    if (to == stderr)
        fwrite(buffer_text(&text), text.length, 1, stderr);
    else
        done = output_open(&output, NULL, error) && output_write(&output, &text, error) &&
               output_close(&output, true, error);
    buffer_free(&text);
    return done;
}

static void say_counts(const struct loading *loading) {
    const struct run_counts *counts = &loading->counts;
    say_done(loading->options,
             "%llu seen, %llu loaded, %llu unchanged, %llu with values to review, %llu failed",
             (unsigned long long)counts->seen, (unsigned long long)counts->loaded,
             (unsigned long long)counts->unchanged, (unsigned long long)counts->review,
             (unsigned long long)counts->failed);
}

/* The summary where it is asked for; after a night on which something failed, for the mail. */
static bool tell(struct loading *loading, struct error *error) {
    const struct options *options = loading->options;
    bool asked = options->summary, failed = loading->digest.failed > 0 && !options->quiet;
    say_counts(loading);
    if (fflush(stdout) != 0)
        return error_set(error, CODE_OUTPUT, "standard output", "This cannot be written: %s.",
                         strerror(errno));
    if (!asked && !failed)
        return true;
    return loading_silent(loading, error) && print(loading, asked, asked ? stdout : stderr, error);
}

/* ---- the run ---- */

static bool start(struct run_state *state, struct error *error) {
    const struct options *options = state->options;
    return batch_hear(&state->batch, error) &&
           (!options->db || options->dry_run ||
            lock_open(&state->lock, options->db, options->shard, error)) &&
           loading_prepare(&state->loading, options, error) &&
           batch_start(&state->batch, &state->loading, &state->inbox, error) &&
           loading_open(&state->loading, error);
}

static void run(struct run_state *state, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    bool good = batch_run(&state->batch, error);
    if ((good || error->code == CODE_STOPPED) && !tell(&state->loading, &fault) && good)
        *error = fault;
}

int cmd_run(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct run_state *state = calloc(1, sizeof *state);
    if (!state || !check(options, &error)) {
        free(state);
        return say_error(NULL, &error);
    }
    language_start();
    state->options = options;
    state->lock = (struct lock){-1, -1};
    state->batch.again = options->command == COMMAND_RETRY;
    name_quarantine(state);
    state->batch.quarantine = *state->quarantine && !options->dry_run ? state->quarantine : NULL;
    int status;
    if (!find_files(state, &error)) {
        status = say_error(NULL, &error);
    } else {
        if (start(state, &error))
            run(state, &error);
        struct error *refused = &state->batch.quarantine_error;
        batch_stop(&state->batch);
        status = loading_finish(&state->loading, false, &error);
        if (refused->code != CODE_NONE && status <= EXIT_FINDINGS)
            status = say_error(NULL, refused);
    }
    lock_close(&state->lock);
    inbox_free(&state->inbox);
    free(state);
    return status;
}
