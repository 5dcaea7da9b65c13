#include "pipeline/cli/message.h"
#include "core/buffer.h"
#include "core/text/utf8.h"
#include "pipeline/limits.h"

#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

bool progress_wanted(const struct options *options) {
    return !options->quiet && !options->verbose && isatty(STDERR_FILENO);
}

/* Says a line; names of files and what they hold must not command the terminal. */
static void print_line(const char *words) {
    struct buffer line;
    buffer_init(&line, ERROR_LINE_BYTES_MAX);
    buffer_put_printable(&line, words, strlen(words));
    fprintf(stderr, "chitieu: %s\n", buffer_text(&line));
    buffer_free(&line);
}

int message_error(const char *file, const struct error *error) {
    bool named = !file || strncmp(error->place, file, strlen(file)) == 0;
    struct buffer words;
    buffer_init(&words, ERROR_LINE_BYTES_MAX);
    buffer_printf(&words, "%s%s%s%s%s", named ? "" : file, named ? "" : ": ", error->place,
                  *error->place ? ": " : "",
                  *error->message ? error->message : code_sentence(error->code));
    print_line(words.failed ? code_sentence(error->code) : buffer_text(&words));
    buffer_free(&words);
    return code_exit_status(error->code);
}

void message_verbose(const struct options *options, const char *format, ...) {
    if (!options->verbose || options->quiet)
        return;
    char words[DONE_LINE_BYTES_MAX];
    va_list args;
    va_start(args, format);
    vsnprintf(words, sizeof words, format, args);
    va_end(args);
    utf8_trim_partial(words, sizeof words);
    print_line(words);
}

void progress_print(const struct options *options, const char *text) {
    if (!progress_wanted(options))
        return;
    fprintf(stderr, "\r\033[K%s", text ? text : "");
    fflush(stderr);
}

bool terminal_has_colour(FILE *stream) {
    const char *no_color = getenv("NO_COLOR"), *term = getenv("TERM");
    if (no_color && *no_color)
        return false;
    return isatty(fileno(stream)) && term && strcmp(term, "dumb") != 0;
}

unsigned terminal_width(FILE *stream, unsigned otherwise) {
    const char *columns = getenv("COLUMNS");
    unsigned long width = columns ? strtoul(columns, NULL, 10) : 0;
    if (width >= 20 && width <= 1000)
        return (unsigned)width;
    struct winsize size;
    if (isatty(fileno(stream)) && ioctl(fileno(stream), TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
        return size.ws_col;
    return otherwise;
}
