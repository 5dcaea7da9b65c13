/* rule_file: the bytes of one file of a rule set, read once: hashed, parsed and named in errors
 * from the same copy; and what becomes of the faults in them.
 *
 * Ownership: the caller's arena. Units: lines from 1; a line ends with LF, CR or CR LF.
 * Errors: NO_INPUT when there is no such file or it cannot be read, RULES when it is a folder or no
 * text in UTF-8. Every error of a rule file has the place "file:line:column", or "file" when
 * it is about the file as a whole, and says what was found and what to do about it.
 */
#ifndef CHITIEU_NORMALIZE_RULES_RULE_FILE_H
#define CHITIEU_NORMALIZE_RULES_RULE_FILE_H

#include "core/arena.h"
#include "core/error.h"

#include <stddef.h>

/* Takes every fault of a rule set, not only the first (ruleset_load_partly()). */
struct fault_sink {
    void (*report)(void *context, const struct error *fault, bool warning);
    void *context;
    size_t count; /* faults reported so far, warnings left out */
};

struct rule_file {
    const char *path;
    const char *text; /* valid UTF-8 without a byte order mark, NUL-terminated, no NUL within */
    size_t length;
};

/* Lines and columns from 1, columns in characters; both 0 for the file as a whole. */
struct rule_spot {
    size_t line, column;
};

MUST_USE bool rule_file_read(const char *path, struct arena *arena, struct rule_file *file,
                             struct error *error);

/* The bytes up to the end of the line that begins at `text`, its end mark included. */
size_t rule_file_line(const char *text);

/* Fills the error with RULES at the beginning of a line of the file; line 0 is the file as a whole.
 * Always returns false. */
bool rule_file_refuse(const char *path, size_t line, struct error *error, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The same at any place. */
bool rule_file_refuse_at(const char *path, struct rule_spot spot, struct error *error,
                         const char *format, ...) __attribute__((format(printf, 4, 5)));

/* The line and column that byte `at` of a text is in. */
struct rule_spot rule_file_place(const char *text, size_t at);

/* The line and column of such an error's place, and how much of the place is the path. */
struct rule_spot rule_file_spot(const struct error *error, size_t *path_length);

/* After a fault: where all are wanted it is reported and cleared, and the reading goes on behind
 * it; else (`faults` is NULL, or it is no fault of a rule) false. */
bool fault_go_on(struct fault_sink *faults, struct error *error);

/* Reports a fault as a warning, and clears it. Where nobody wants warnings, only clears it. */
void fault_warn(struct fault_sink *faults, struct error *error);

#endif
