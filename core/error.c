#include "core/error.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

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

/* Cuts a string that filled its field back to the last whole UTF-8 character. */
static void end_at_character(char *text, size_t size) {
    size_t end = strnlen(text, size);
    if (end < size - 1)
        return;
    size_t start = end;
    while (start > 0 && ((unsigned char)text[start - 1] & 0xC0) == 0x80)
        start--;
    if (start == 0 || (unsigned char)text[start - 1] < 0x80)
        return;
    unsigned char lead = (unsigned char)text[start - 1];
    size_t want = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
    if (end - (start - 1) < want)
        text[start - 1] = '\0';
}

bool error_set(struct error *error, enum code code, const char *place, const char *format, ...) {
    if (error->code != CODE_NONE)
        return false;
    error->code = code;
    snprintf(error->place, sizeof error->place, "%s", place ? place : "");
    end_at_character(error->place, sizeof error->place);
    va_list args;
    va_start(args, format);
    vsnprintf(error->message, sizeof error->message, format, args);
    va_end(args);
    end_at_character(error->message, sizeof error->message);
    return false;
}

const char *code_word(enum code code) {
    return codes[code].word;
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

enum code code_from_word(const char *word) {
    for (int i = 0; i < CODE_COUNT; i++)
        if (strcmp(codes[i].word, word) == 0)
            return (enum code)i;
    return CODE_COUNT;
}

const char *grade_word(enum grade grade) {
    static const char *const words[] = {"note", "warning", "error", "fatal"};
    return words[grade];
}
