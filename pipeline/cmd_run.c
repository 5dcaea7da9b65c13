/* chitieu run: a folder of files through all stages. */
#include "pipeline/command.h"
#include "pipeline/inbox.h"
#include "pipeline/loading.h"
#include "pipeline/output.h"
#include "pipeline/say.h"

/* Some 200 bytes a document. */
#define SUMMARY_TEXT_MAX ((size_t)64 << 20)

static bool check(const struct options *options, struct error *error) {
    if (options->operand_count > 0)
        return error_set(
            error, CODE_USAGE, "run",
            "This command takes no file names (\"%s\"); name their folder with --inbox.",
            options->operands[0]);
    if (!options->inbox && !options->files_from)
        return error_set(error, CODE_USAGE, "run", "Name the folder of files with --inbox.");
    if (!options->db && !options->dry_run)
        return error_set(error, CODE_USAGE, "run",
                         "Name the database with --db, or load nothing with --dry-run.");
    return true;
}

static bool find_files(const struct options *options, struct inbox *inbox, struct error *error) {
    if (options->files_from)
        return inbox_list(inbox, options->files_from, options->inbox, error);
    return inbox_walk(inbox, options->inbox, error);
}

static bool run_all(struct loading *loading, const struct inbox *inbox, struct error *error) {
    struct reader reader;
    bool going = true;
    for (size_t i = 0; going && i < inbox->count; i++) {
        struct input input;
        say_progress(loading->options, i + 1, inbox->count, inbox->paths[i]);
        reader_open(&reader, &inbox->paths[i], 1, false, &loading->options->limits,
                    log_sink(&loading->log, "extract", NULL));
        while (going && reader_next(&reader, &input)) {
            going = loading_input(loading, &input, error);
            input_clear(&input);
        }
        reader_close(&reader);
    }
    say_progress(loading->options, 0, 0, NULL);
    return going;
}

static bool print_summary(const struct loading *loading, struct error *error) {
    struct output output;
    struct buffer text;
    buffer_init(&text, SUMMARY_TEXT_MAX);
    summary_print(&loading->summary, say_width(stdout, 0), &text);
    bool done = output_open(&output, NULL, error) && output_write(&output, &text, error) &&
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

int cmd_run(const struct options *options) {
    struct error error = {.code = CODE_NONE};
    struct loading loading;
    struct inbox inbox = {.arena = NULL};
    if (!check(options, &error) || !find_files(options, &inbox, &error)) {
        inbox_free(&inbox);
        return say_error(NULL, &error);
    }
    if (loading_start(&loading, options, &error) && run_all(&loading, &inbox, &error)) {
        say_counts(&loading);
        if (options->summary)
            (void)!print_summary(&loading, &error);
    }
    inbox_free(&inbox);
    return loading_finish(&loading, false, &error);
}
