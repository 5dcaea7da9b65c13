/* rule_file: the bytes of one file of a rule set, read once: hashed, parsed and named in errors
 * from the same copy.
 *
 * Ownership: the caller's arena. Units: lines from 1; a line ends with LF, CR or CR LF.
 * Errors: NO_INPUT when there is no such file or it cannot be read, RULES when it is a folder or no
 * text in UTF-8. Every error of a rule file has the place "file:line" and says what was found and
 * what to do about it.
 */
#ifndef CHITIEU_NORMALIZE_RULE_FILE_H
#define CHITIEU_NORMALIZE_RULE_FILE_H

#include "core/arena.h"
#include "core/error.h"

#include <stddef.h>

struct rule_file {
    const char *path;
    const char *text; /* valid UTF-8 without a byte order mark, NUL-terminated, no NUL within */
    size_t length;
};

MUST_USE bool rule_file_read(const char *path, struct arena *arena, struct rule_file *file,
                             struct error *error);

/* The bytes up to the end of the line that begins at `text`, its end mark included. */
size_t rule_file_line(const char *text);

/* The first `length` bytes of a text of the file, for a message: on one line, cut at a whole
 * character where it is long. */
struct rule_quote {
    char text[96];
};
struct rule_quote rule_file_quote(const char *text, size_t length);

/* Fills the error with RULES at a line of the file; line 0 is the file as a whole. Always returns
 * false. */
bool rule_file_refuse(const char *path, size_t line, struct error *error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

#endif
