#include "pipeline/cli/message.h"
#include "core/buffer.h"
#include "core/text/utf8.h"
#include "pipeline/limits.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* A name of a file or a text out of one must not reach the terminal as a command. */
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
