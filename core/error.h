/* error: why something could not be done, as a value.
 *
 * A function that can fail returns false (or NULL) and fills a struct error where the cause is
 * known; callers pass it upward unchanged. Nothing below the command line prints or exits. `place`
 * is where: a file's part, a line, a cell. `message` is one sentence for a person, with what to do
 * about it where something can be done. Codes, grades and exit statuses come from codes.def.
 */
#ifndef CHITIEU_CORE_ERROR_H
#define CHITIEU_CORE_ERROR_H

#include <stdbool.h>

enum code {
#define CODE(name, word, grade, exit, sentence) CODE_##name,
#include "core/codes.def"
#undef CODE
    CODE_COUNT
};

enum grade { GRADE_NOTE, GRADE_WARNING, GRADE_FAILED, GRADE_FATAL };

/* Long enough for a path in a package and for a sentence; longer text is cut at a whole character.
 */
enum { ERROR_PLACE_BYTES = 256, ERROR_MESSAGE_BYTES = 640 };

struct error {
    enum code code; /* CODE_NONE while all is well */
    char place[ERROR_PLACE_BYTES];
    char message[ERROR_MESSAGE_BYTES];
};

/* Fills the error, unless it is filled already (the first cause wins). Always returns false. */
bool error_set(struct error *error, enum code code, const char *place, const char *format, ...)
    __attribute__((format(printf, 4, 5)));

/* The system (or the process's own share of it) has no memory left: NO_MEMORY, whatever was being
 * done. A limit of the program's own is another matter: arena_error(). Always returns false. */
bool error_no_memory(struct error *error, const char *place);

/* Libraries carry on where an allocation fails, or call it damage; the C library has left ENOMEM in
 * errno, unless another error took its place. Whether it has since memory_watch(), which a stage
 * calls when it begins a document. */
void memory_watch(void);
bool memory_was_short(void);

/* The stable word of a code ("limit-depth"), its sentence, grade and exit status. */
const char *code_word(enum code code);
const char *code_sentence(enum code code);
/* The code of a word; CODE_COUNT when there is none. */
enum code code_from_word(const char *word);
enum grade code_grade(enum code code);
int code_exit_status(enum code code);
/* Whether a limit stopped the work, or memory: going on would only hit it again. */
bool code_is_limit(enum code code);
/* Whether the machine is at fault and not the document: later the same bytes may be read well. */
bool code_is_passing(enum code code);

/* "note", "warning", "error" (document failed) or "fatal": an event's level. */
const char *grade_word(enum grade grade);

#define MUST_USE __attribute__((warn_unused_result))

#endif
