#include "pipeline/cli/progress.h"
#include "core/text/utf8.h"
#include "pipeline/cli/language.h"
#include "pipeline/clock.h"
#include "pipeline/cli/terminal.h"
#include "pipeline/limits.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

/* The terminal's columns when it does not report them, and the fewest that are assumed. */
enum { WIDTH_OTHERWISE = 80, WIDTH_LEAST = 20 };

static bool is_wanted(const struct options *options) {
    return !options->quiet && !options->verbose && isatty(STDERR_FILENO);
}

/* Erases the line and puts the text there. */
static void draw(const char *text) {
    fprintf(stderr, "\r\033[K%s", text);
    fflush(stderr);
}

void progress_clear(const struct options *options) {
    if (is_wanted(options))
        draw("");
}

void progress_start(struct progress *progress, const struct options *options, size_t all) {
    int64_t now = clock_milliseconds();
    *progress = (struct progress){
        .options = options, .all = all, .started = now, .shown = now - PROGRESS_EVERY_MS};
}

/* "1:05", "2:03:04" */
static void put_time(struct buffer *out, uint64_t seconds) {
    unsigned long long hours = seconds / 3600, minutes = seconds / 60 % 60, rest = seconds % 60;
    if (hours > 0)
        buffer_printf(out, "%llu:%02llu:%02llu", hours, minutes, rest);
    else
        buffer_printf(out, "%llu:%02llu", minutes, rest);
}

/* "120/2000 files  45/s  0:42 left  3 failed  " */
static void put_counts(const struct progress *progress, int64_t now, struct buffer *out) {
    enum language language = language_chosen();
    double seconds = (double)(now - progress->started) / 1000;
    double rate = seconds > 0 ? (double)progress->done / seconds : 0;
    buffer_printf(out, language_text(language, MARKED("%zu of %zu")), progress->done,
                  progress->all);
    if (rate > 0) {
        buffer_printf(out, rate < 10 ? "  %.1f/s  " : "  %.0f/s  ", rate);
        put_time(out, (uint64_t)((double)(progress->all - progress->done) / rate + 0.5));
        buffer_puts(out, language_text(language, MARKED(" left")));
    }
    if (progress->failed > 0) {
        buffer_puts(out, "  ");
        buffer_printf(out, language_text(language, MARKED("%llu failed")),
                      (unsigned long long)progress->failed);
    }
    buffer_puts(out, "  ");
}

void progress_compose(const struct progress *progress, int64_t now, const char *name,
                      unsigned width, struct buffer *out) {
    struct buffer whole;
    buffer_init(&whole, PROGRESS_LINE_BYTES_MAX);
    put_counts(progress, now, &whole);
    buffer_put_printable(&whole, name, (size_t)utf8_head(name, PROGRESS_LINE_BYTES_MAX / 8));
    const char *text = buffer_text(&whole), *end = text;
    bool cut = utf8_count(text, whole.length) > width;
    for (unsigned column = 0; *end && column + cut < width; column++)
        utf8_next(&end);
    buffer_append(out, text, (size_t)(end - text));
    if (cut)
        buffer_puts(out, "…");
    buffer_free(&whole);
}

void progress_show(struct progress *progress, size_t done, uint64_t failed, const char *name) {
    int64_t now = clock_milliseconds();
    progress->done = done;
    progress->failed = failed;
    if (!is_wanted(progress->options) || now - progress->shown < PROGRESS_EVERY_MS)
        return;
    struct buffer line;
    unsigned width = terminal_width(stderr, WIDTH_OTHERWISE);
    buffer_init(&line, PROGRESS_LINE_BYTES_MAX);
    /* A terminal may begin a new line when its last column is filled. */
    progress_compose(progress, now, name, width > WIDTH_LEAST ? width - 1 : WIDTH_LEAST, &line);
    draw(buffer_text(&line));
    buffer_free(&line);
    progress->shown = now;
}
