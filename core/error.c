#include "core/error.h"
#include "core/text/utf8.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sysexits.h>

struct code_row {
    const char *word;
    enum grade grade;
    int exit_status;
    const char *sentence;
};

static const struct code_row codes[] = {
#define CODE(name, word, grade, exit, sentence) {word, GRADE_##grade, exit, sentence},
#include "core/codes.def"
#undef CODE
};

bool error_set(struct error *error, enum code code, const char *place, const char *format, ...) {
    if (error->code != CODE_NONE)
        return false;
    error->code = code;
    snprintf(error->place, sizeof error->place, "%s", place ? place : "");
    utf8_trim_partial(error->place, sizeof error->place);
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    utf8_trim_partial(error->message, sizeof error->message);
    return false;
}

bool error_no_memory(struct error *error, const char *place) {
    return error_set(error, CODE_NO_MEMORY, place,
                     "The system has no memory left; try again when it has.");
}

void memory_watch(void) {
    errno = 0;
}

bool memory_was_short(void) {
    return errno == ENOMEM;
}

const char *code_word(enum code code) {
    return codes[code].word;
}

enum code code_from_word(const char *word) {
    for (int code = 0; code < CODE_COUNT; code++)
        if (strcmp(codes[code].word, word) == 0)
            return (enum code)code;
    return CODE_COUNT;
}

const char *code_sentence(enum code code) {
    return codes[code].sentence;
}

enum grade code_grade(enum code code) {
    return codes[code].grade;
}

int code_exit_status(enum code code) {
    return codes[code].exit_status;
}

bool code_is_limit(enum code code) {
    return code == CODE_NO_MEMORY || (code >= CODE_LIMIT_ENTRIES && code <= CODE_LIMIT_MEMORY);
}

bool code_is_passing(enum code code) {
    return code == CODE_WORKER_MEMORY || code_exit_status(code) == EX_TEMPFAIL;
}

const char *grade_word(enum grade grade) {
    static const char *const words[] = {"note", "warning", "error", "fatal"};
    return words[grade];
}
