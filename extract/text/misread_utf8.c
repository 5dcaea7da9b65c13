#include "extract/text/letters.h"
#include "core/text/utf8.h"
#include "extract/text/encoding.h"

#include <string.h>

enum {
    REPLACEMENT = 0xFFFD,
    SEQUENCE_MAX = 4,
    LOST = 0x200, /* a byte that no character keeps; encoding_byte() ends below */
    CAPITAL_A_BREVE = 0x0102,
    A_BREVE_BYTE = 0xC3, /* in Windows-1258 */
};

/* Bytes in all of a sequence that begins with this one, 0 when none does. */
static size_t sequence_length(unsigned lead) {
    return lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

static unsigned lead_of(uint32_t code_point) {
    return code_point == CAPITAL_A_BREVE ? A_BREVE_BYTE : encoding_byte(code_point);
}

/* A byte behind the first, LOST, or 0 when the character is neither. */
static unsigned continuation_of(uint32_t code_point) {
    if (code_point == REPLACEMENT)
        return LOST;
    unsigned byte = encoding_byte(code_point);
    return byte >= 0x80 && byte <= 0xBF ? byte : 0;
}

/* ---- lost bytes ---- */

/* Windows-1252 leaves 81, 8D, 8F, 90 and 9D open. */
static const struct {
    uint8_t lead;
    uint8_t count;
    uint32_t letters[LOST_LETTERS_MAX];
} lost_letters[] = {
    {0xC3, 3, {0x00C1, 0x00CD, 0x00DD}},                 /* Á Í Ý */
    {0xC4, 1, {0x0110}},                                 /* Đ */
    {0xE1, 5, {0x1EC1, 0x1ECD, 0x1ECF, 0x1ED0, 0x1EDD}}, /* ề ọ ỏ Ố ờ */
};

size_t letters_lost(uint8_t lead, uint32_t candidates[LOST_LETTERS_MAX]) {
    for (size_t i = 0; i < sizeof lost_letters / sizeof *lost_letters; i++)
        if (lost_letters[i].lead == lead) {
            memcpy(candidates, lost_letters[i].letters, sizeof lost_letters[i].letters);
            return lost_letters[i].count;
        }
    return 0;
}

static void set_lost(struct letter *letter, uint8_t lead) {
    uint32_t candidates[LOST_LETTERS_MAX];
    bool certain = letters_lost(lead, candidates) == 1;
    letter->code_point = certain ? candidates[0] : REPLACEMENT;
    letter->lost_lead = certain ? 0 : lead;
}

/* ---- sequences ---- */

/* How many letters are a sequence, read into the first of them; 0 when they begin with none. */
static size_t read_sequence(const struct letter *list, size_t count, struct letter *letter) {
    char bytes[SEQUENCE_MAX + 1] = {0};
    const char *at = bytes;
    unsigned lead = lead_of(list[0].code_point);
    size_t length = sequence_length(lead), lost = 0;
    if (length == 0 || length > count)
        return 0;
    bytes[0] = (char)lead;
    for (size_t i = 1; i < length; i++) {
        unsigned byte = continuation_of(list[i].code_point);
        if (byte == 0)
            return 0;
        lost += byte == LOST;
        bytes[i] = (char)byte;
    }
    bool ends_lost = lost == 1 && list[length - 1].code_point == REPLACEMENT;
    if (lost > 0 ? !ends_lost : utf8_length(bytes) != length)
        return 0;
    *letter =
        (struct letter){.start = list[0].start, .end = list[length - 1].end, .restored = true};
    if (lost > 0)
        set_lost(letter, (uint8_t)lead);
    else
        letter->code_point = utf8_next(&at);
    return length;
}

void letters_restore_utf8(struct letters *letters) {
    size_t out = 0, took;
    for (size_t i = 0; i < letters->count; i += took, out++) {
        struct letter letter = letters->list[i];
        took = read_sequence(&letters->list[i], letters->count - i, &letter);
        took = took > 0 ? took : 1;
        letters->list[out] = letter;
    }
    letters->count = out;
}

bool letters_may_be_utf8(const char *text) {
    bool led = false;
    while (*text) {
        uint32_t code_point = utf8_next(&text);
        if (led && continuation_of(code_point))
            return true;
        led = sequence_length(lead_of(code_point)) > 0;
    }
    return false;
}
