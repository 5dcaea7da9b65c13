/* chitieu run and retry: reads many files in workers and loads their reports. */
#include "pipeline/cli/exit_status.h"
#include "pipeline/night/batch.h"
#include "pipeline/commands/commands.h"
#include "pipeline/cli/output.h"
#include "pipeline/night/quarantine.h"
#include "pipeline/cli/message.h"
#include "pipeline/database_path.h"
#include "pipeline/night/lock.h"
#include "pipeline/night/missing_reports.h"
#include "pipeline/limits.h"
#include "pipeline/cli/terminal.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

static bool check(const struct options *options, struct error *error) {
    const char *name = command_of(options->command)->name;
    bool retry = options->command == COMMAND_RETRY;
    if (options->operand_count > 0)
        return error_set(error, CODE_USAGE, name,
                         "This command takes no file names (\"%s\"); name their folder with %s.",
                         options->operands[0], retry ? "--quarantine" : "--inbox");
    if (!retry && !options->inbox && !options->files_from)
        return error_set(error, CODE_USAGE, name, "Name the folder of files with --inbox.");
    if (!options->db && !options->dry_run)
        return error_set(error, CODE_USAGE, name,
                         retry ? "Name the database with --db."
                               : "Name the database with --db, or load nothing with --dry-run.");
    return true;
}

/* Everything that a run opens and must close. */
struct run_state {
    const struct options *options;
    struct inbox inbox;
    struct lock lock;
    struct recorder recorder;
    struct batch batch;
    char quarantine[PATH_MAX];
};

/* ---- the files ---- */

static void exclude_own_files(struct run_state *state) {
    static const char *const suffixes[] = {"", "-wal", "-shm", "-journal", ".lock", ".quarantine"};
    const struct options *options = state->options;
    char path[PATH_MAX];
    for (size_t i = 0; options->db && i < sizeof suffixes / sizeof *suffixes; i++) {
        database_path_beside(options->db, suffixes[i], path);
        inbox_exclude(&state->inbox, path);
    }
    if (options->log)
        inbox_exclude(&state->inbox, options->log);
    if (*state->quarantine)
        inbox_exclude(&state->inbox, state->quarantine);
}

static bool find_files(struct run_state *state, struct error *error) {
    const struct options *options = state->options;
    struct inbox *inbox = &state->inbox;
    if (!inbox_start(inbox, error))
        return false;
    exclude_own_files(state);
    if (options->command == COMMAND_RETRY)
        return quarantine_list(state->quarantine, inbox, error);
    bool found = options->files_from
                     ? inbox_read_list(inbox, options->files_from, options->inbox, error)
                     : inbox_walk(inbox, options->inbox, error);
    return found && (!options->shard || inbox_keep_shard(inbox, options->shard, error));
}

static void name_quarantine(struct run_state *state) {
    const struct options *options = state->options;
    if (options->quarantine)
        snprintf(state->quarantine, sizeof state->quarantine, "%s", options->quarantine);
    else if (options->db)
        database_path_beside(options->db, ".quarantine", state->quarantine);
}

/* ---- what people see ---- */

static bool print(const struct recorder *recorder, bool table, FILE *to, struct error *error) {
    struct output output;
    struct buffer text;
    buffer_init(&text, DOCUMENT_TABLE_BYTES_MAX);
    if (table) {
        document_table_print(&recorder->table, terminal_width(to, 0), &text);
        buffer_putc(&text, '\n');
    }
    mail_digest_print(&recorder->digest, language_chosen(), &text);
    bool done = true;
    if (to == stderr)
        fwrite(buffer_text(&text), text.length, 1, stderr);
    else
        done = output_open(&output, NULL, error) && output_write(&output, &text, error) &&
               output_close(&output, true, error);
    buffer_free(&text);
    return done;
}

static void print_counts(const struct recorder *recorder) {
    const struct run_counts *counts = &recorder->counts;
    message_verbose(
        recorder->options,
        "%llu seen, %llu loaded, %llu unchanged, %llu with values to review, %llu failed",
        (unsigned long long)counts->seen, (unsigned long long)counts->loaded,
        (unsigned long long)counts->unchanged, (unsigned long long)counts->review,
        (unsigned long long)counts->failed);
}

/* The table and the digest to stdout with --summary; otherwise, after a night with failures, the
 * digest alone to stderr, which cron mails. */
static bool print_results(struct recorder *recorder, struct error *error) {
    const struct options *options = recorder->options;
    bool asked = options->summary, failed = recorder->digest.failed > 0 && !options->quiet;
    print_counts(recorder);
    if (fflush(stdout) != 0)
        return error_set(error, CODE_OUTPUT, "standard output", "The output cannot be written: %s.",
                         strerror(errno));
    if (!asked && !failed)
        return true;
    return missing_reports_list(recorder->lookup, &recorder->rulesets, &recorder->digest, error) &&
           print(recorder, asked, asked ? stdout : stderr, error);
}

/* ---- the run ---- */

static bool take_lock(struct run_state *state, struct error *error) {
    const struct options *options = state->options;
    return !options->db || options->dry_run ||
           lock_open(&state->lock, options->db, options->shard, error);
}

static bool start(struct run_state *state, struct error *error) {
    const struct options *options = state->options;
    if (!batch_catch_signals(&state->batch, error) || !take_lock(state, error) ||
        !recorder_prepare(&state->recorder, options, error))
        return false;
    if (*state->quarantine && !options->dry_run)
        state->recorder.quarantine = state->quarantine;
    return batch_start(&state->batch, &state->recorder, &state->inbox, error) &&
           recorder_open(&state->recorder, error);
}

static void run(struct run_state *state, struct error *error) {
    struct error fault = {.code = CODE_NONE};
    bool good = batch_run(&state->batch, error);
    if ((good || error->code == CODE_STOPPED) && !print_results(&state->recorder, &fault) && good)
        *error = fault;
}

int cmd_run(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct run_state *state = calloc(1, sizeof *state);
    if (!state)
        error_no_memory(&error, "run");
    if (!state || !check(options, &error)) {
        free(state);
        return message_error(NULL, &error);
    }
    language_start();
    state->options = options;
    state->lock = (struct lock){-1, -1};
    name_quarantine(state);
    int status;
    if (!find_files(state, &error)) {
        status = message_error(NULL, &error);
    } else {
        if (start(state, &error))
            run(state, &error);
        batch_stop(&state->batch);
        status = recorder_finish(&state->recorder, false, &error);
        const struct error *refused = &state->recorder.quarantine_error;
        if (refused->code != CODE_NONE && status <= EXIT_FINDINGS)
            status = message_error(NULL, refused);
    }
    lock_close(&state->lock);
    inbox_free(&state->inbox);
    free(state);
    return status;
}
