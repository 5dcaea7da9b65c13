#include "pipeline/say.h"
#include "core/utf8.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A name longer than this is cut in the progress line, so that it stays one line. */
enum { PROGRESS_NAME_BYTES = 48 };

static bool progress_wanted(const struct options *options) {
    return !options->quiet && !options->verbose && isatty(STDERR_FILENO);
}

int say_error(const char *file, const struct error *error) {
    bool named = !file || strncmp(error->place, file, strlen(file)) == 0;
    fprintf(stderr, "chitieu: %s%s%s%s%s\n", named ? "" : file, named ? "" : ": ", error->place,
            *error->place ? ": " : "",
            *error->message ? error->message : code_sentence(error->code));
    return code_exit_status(error->code);
}

void say_done(const struct options *options, const char *format, ...) {
    if (!options->verbose || options->quiet)
        return;
    va_list args;
    va_start(args, format);
    fputs("chitieu: ", stderr);
    vfprintf(stderr, format, args);
    fputc('\n', stderr);
    va_end(args);
}

void say_progress(const struct options *options, size_t done, size_t all, const char *text) {
    if (!progress_wanted(options))
        return;
    fputs("\r\033[K", stderr);
    if (text)
        fprintf(stderr, "%zu of %zu  %.*s", done, all, utf8_head(text, PROGRESS_NAME_BYTES),
                text);
    fflush(stderr);
}

bool say_in_colour(FILE *stream) {
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no_color && *no_color)
        return false;
    return isatty(fileno(stream)) && term && strcmp(term, "dumb") != 0;
}

unsigned say_width(FILE *stream, unsigned otherwise) {
    const char *columns = getenv("COLUMNS");
    unsigned long width = columns ? strtoul(columns, NULL, 10) : 0;
    if (width >= 20 && width <= 1000)
        return (unsigned)width;
    struct winsize size;
    if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return otherwise;
}
