#include "extract/text/letters.h"

#include <ctype.h>
#include <libxml/HTMLparser.h>
#include <stdlib.h>
#include <string.h>

/* The longest reference that is looked at, between its & and its semicolon: the longest name of
 * HTML 4 has eight letters. */
enum { REFERENCE_MAX = 10 };

/* What a program writes so: signs of markup, and all that is not ASCII. */
static bool is_written_so(unsigned long code_point) {
    if (code_point < 0x80)
        return code_point == '&' || code_point == '<' || code_point == '>' || code_point == '"' ||
               code_point == '\'';
    bool surrogate = code_point >= 0xD800 && code_point <= 0xDFFF;
    return code_point >= 0xA0 && code_point <= 0x10FFFF && !surrogate;
}

/* "#7889" or "#x1ED1"; 0 when it is neither. */
static unsigned long read_numeric(const char *reference) {
    bool hex = reference[1] == 'x' || reference[1] == 'X';
    const char *digits = reference + (hex ? 2 : 1);
    char *end;
    unsigned long code_point =
        isxdigit((unsigned char)*digits) ? strtoul(digits, &end, hex ? 16 : 10) : 0;
    return code_point && *end == '\0' ? code_point : 0;
}

static unsigned long read_named(const char *name) {
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    return entity ? entity->value : 0;
}

/* How many letters are a reference, 0 when they begin with none. */
static size_t read_reference(const struct letter *list, size_t count, uint32_t *code_point) {
    char reference[REFERENCE_MAX + 1] = "";
    size_t length = 0;
    if (list[0].code_point != '&')
        return 0;
    while (1 + length < count && list[1 + length].code_point != ';') {
        uint32_t letter = list[1 + length].code_point;
        if (length == REFERENCE_MAX || letter > 0x7F ||
            (!isalnum((int)letter) && !(letter == '#' && length == 0)))
            return 0;
        reference[length++] = (char)letter;
    }
    if (length == 0 || 1 + length == count)
        return 0;
    unsigned long value = *reference == '#' ? read_numeric(reference) : read_named(reference);
    if (!is_written_so(value))
        return 0;
    *code_point = (uint32_t)value;
    return length + 2;
}

void letters_restore_entities(struct letters *letters) {
    size_t out = 0, took;
    for (size_t i = 0; i < letters->count; i += took, out++) {
        struct letter letter = letters->list[i];
        took = read_reference(&letters->list[i], letters->count - i, &letter.code_point);
        if (took > 0) {
            letter.end = letters->list[i + took - 1].end;
            letter.restored = true;
        }
        took = took > 0 ? took : 1;
        letters->list[out] = letter;
    }
    letters->count = out;
}

bool letters_may_be_entities(const char *text) {
    for (const char *at = strchr(text, '&'); at; at = strchr(at + 1, '&')) {
        size_t length = strcspn(at + 1, "&; ");
        if (length > 0 && length <= REFERENCE_MAX && at[1 + length] == ';')
            return true;
    }
    return false;
}
