#include "extract/text/legacy.h"
#include "core/text/syllable.h"
#include "core/text/utf8.h"

#include <string.h>
#include <unicode/uchar.h>

/* Words under an ordinary font are decoded from so many marked ones on: of single words 14 % are
 * Vietnamese either way. */
#define WORDS_MIN 2
/* … when at least one in so many becomes a syllable, and the reading gains one in so many over the
 * text as it is. */
#define VALID_SHARE 2
#define GAIN_SHARE 4
/* A font's own encoding gives way to another only when that explains so many words more: one may be
 * chance ("NÑ-CP" is NĐ-CP). */
#define RIVAL_GAIN_MIN 2
/* Letters of a word that are looked at: a longer one is no syllable, nor is what it decodes to. */
#define WORD_LETTERS_MAX 32

struct point {
    uint32_t code_point;
    uint8_t encoding; /* that the font implies */
    bool capitals;
    bool decoded;
};

/* A word that holds a character outside ASCII. */
struct word {
    size_t start, end;
    enum encoding font;    /* of its first marked character */
    enum encoding reading; /* decided; UNICODE leaves the word */
};

struct reader {
    struct arena *arena;
    struct point *points;
    size_t count;
    struct word *words;
    size_t word_count, word_capacity;
    bool left[ENCODING_COUNT]; /* words under the font stay as they are */
    struct legacy_reading *out;
};

/* ---- is there anything to do? ---- */

enum {
    SOFT_HYPHEN = 0xAD,
    LETTERS_FIRST = 0xC0,
    LATIN_1_FIRST = 0xA1,
    LATIN_1_LAST = 0xFF,
    C1_LAST = 0x9F
};

/* The letters of U+00C0 to U+00FF that Vietnamese in Unicode has too, bit by bit: ÀÁÂÃÈÉÊÌÍÒÓÔÕÙÚÝ
 * and the small ones. */
static const uint64_t vietnamese_letters = 0x263C370F263C370F;

/* Whether Vietnamese text in Unicode would hardly have the character within a word. */
static bool is_suspicious(uint32_t code_point) {
    if (code_point < LATIN_1_FIRST)
        return code_point > 0x7F && code_point <= C1_LAST;
    if (code_point > LATIN_1_LAST)
        return false;
    return code_point < LETTERS_FIRST ||
           !((vietnamese_letters >> (code_point - LETTERS_FIRST)) & 1);
}

static bool looks_suspicious(const char *text) {
    /* U+0080 to U+00FF are C2 or C3 and one byte in UTF-8. */
    for (const unsigned char *at = (const unsigned char *)text; *at; at++)
        if ((*at == 0xC2 || *at == 0xC3) &&
            is_suspicious(((uint32_t)(*at & 0x03) << 6) | (at[1] & 0x3F)))
            return true;
    return false;
}

bool legacy_is_needed(const char *text, const struct text_span *spans, size_t span_count) {
    for (size_t i = 0; i < span_count; i++)
        if (spans[i].font.encoding != ENCODING_UNICODE || spans[i].font.capitals)
            return true;
    return looks_suspicious(text);
}

/* ---- points and words ---- */

static bool spread(struct reader *r, const char *text, const struct text_span *spans,
                   size_t span_count) {
    static const struct font ordinary = {ENCODING_UNICODE, false};
    size_t length = strlen(text), span = 0;
    r->points = arena_array(r->arena, length + 1, sizeof *r->points);
    for (const char *at = text; r->points && *at;) {
        while (span < span_count && (size_t)(at - text) >= spans[span].end)
            span++;
        struct font font = span < span_count ? spans[span].font : ordinary;
        r->points[r->count++] = (struct point){.code_point = utf8_next(&at),
                                               .encoding = (uint8_t)font.encoding,
                                               .capitals = font.capitals};
    }
    return r->points != NULL;
}

static bool in(uint32_t code_point, uint32_t first, uint32_t last) {
    return code_point >= first && code_point <= last;
}

/* Spaces, digits, ASCII punctuation, dashes, quotes and the ellipsis part words; the mark of a
 * letter may look like any other sign. */
static bool parts_words(uint32_t code_point) {
    if (code_point < 0x80)
        return !in(code_point | 0x20, 'a', 'z');
    return code_point == 0xA0 || code_point == 0x336 || in(code_point, 0x2000, 0x2027) ||
           code_point == 0x202F || code_point == 0x3000;
}

static bool is_marked(uint32_t code_point) {
    return code_point > 0x7F;
}

static bool add_word(struct reader *r, size_t start, size_t end) {
    size_t marked = start;
    while (marked < end && !is_marked(r->points[marked].code_point))
        marked++;
    if (marked == end)
        return true;
    r->words = arena_grow(r->arena, r->words, r->word_count, &r->word_capacity, sizeof *r->words);
    if (!r->words)
        return false;
    r->words[r->word_count++] = (struct word){
        .start = start, .end = end, .font = (enum encoding)r->points[marked].encoding};
    return true;
}

static bool find_words(struct reader *r) {
    size_t start = 0;
    for (size_t i = 0; i <= r->count; i++) {
        if (i < r->count && !parts_words(r->points[i].code_point))
            continue;
        if (i > start && !add_word(r, start, i))
            return false;
        start = i + 1;
    }
    return true;
}

/* ---- readings ---- */

/* A word's letters under a reading; 0 when it is too long to be one. */
static size_t read_word(const struct reader *r, const struct word *word, enum encoding reading,
                        uint32_t letters[WORD_LETTERS_MAX]) {
    uint32_t raw[WORD_LETTERS_MAX];
    size_t length = word->end - word->start, count = 0;
    if (length > WORD_LETTERS_MAX)
        return 0;
    for (size_t i = 0; i < length; i++)
        raw[i] = r->points[word->start + i].code_point;
    for (size_t i = 0; i < length; count++) {
        size_t took = encoding_letter(reading, raw + i, length - i, &letters[count]);
        if (took == 0)
            letters[count] = raw[i];
        i += took ? took : 1;
    }
    return count;
}

/* All small, all capitals, or one capital in front. TCVN3 read as it is has capitals amid words. */
static bool has_sane_case(const uint32_t *letters, size_t count) {
    size_t capitals = 0;
    for (size_t i = 0; i < count; i++)
        capitals += u_isUUppercase((UChar32)letters[i]) ? 1 : 0;
    return capitals == 0 || capitals == count ||
           (capitals == 1 && u_isUUppercase((UChar32)letters[0]));
}

static bool is_valid(const struct reader *r, const struct word *word, enum encoding reading) {
    uint32_t letters[WORD_LETTERS_MAX];
    size_t count = read_word(r, word, reading, letters);
    bool free_case = reading == ENCODING_TCVN3;
    return syllable_is_valid(letters, count) && (free_case || has_sane_case(letters, count));
}

static bool has_unicode_letter(const struct reader *r, const struct word *word) {
    for (size_t i = word->start; i < word->end; i++)
        if (syllable_is_unicode_letter(r->points[i].code_point))
            return true;
    return false;
}

static bool has_ascii_letter(const struct reader *r, const struct word *word) {
    for (size_t i = word->start; i < word->end; i++)
        if (!is_marked(r->points[i].code_point))
            return true;
    return false;
}

/* ---- decisions ---- */

/* The encodings that were found under fonts of another's name, the likeliest first; under an
 * ordinary font only the first two. */
static const enum encoding rivals[] = {ENCODING_TCVN3, ENCODING_VNI, ENCODING_BKHCM2,
                                       ENCODING_VIETWAREX};
enum { RIVAL_COUNT = sizeof rivals / sizeof *rivals, ORDINARY_COUNT = 2 };

/* The evidence of the marked words of one font. */
struct tally {
    unsigned words;
    unsigned lettered;              /* with an ASCII letter */
    unsigned unicode;               /* syllables as they are, and only Unicode can write them */
    unsigned as_is;                 /* syllables as they are */
    unsigned valid[ENCODING_COUNT]; /* syllables under a reading */
    unsigned only_legacy[ENCODING_COUNT]; /* … that are none as they are */
};

static void add_to_tally(const struct reader *r, const struct word *word, struct tally *tally) {
    bool as_is = is_valid(r, word, ENCODING_UNICODE);
    tally->words++;
    tally->lettered += has_ascii_letter(r, word);
    tally->as_is += as_is;
    tally->unicode += as_is && has_unicode_letter(r, word);
    for (size_t k = 0; k < RIVAL_COUNT; k++) {
        bool valid = is_valid(r, word, rivals[k]);
        tally->valid[rivals[k]] += valid;
        tally->only_legacy[rivals[k]] += valid && !as_is;
    }
}

/* The reading of most syllables; `first` wins a tie. */
static enum encoding best_of(const struct tally *tally, enum encoding first, size_t rival_count) {
    enum encoding best = first;
    for (size_t k = 0; k < rival_count; k++)
        if (tally->valid[rivals[k]] > tally->valid[best])
            best = rivals[k];
    return best;
}

/* The font names an encoding, or implies that there is one. */
static enum encoding decide_named(const struct tally *tally, enum encoding font) {
    bool unknown = font == ENCODING_DETECT;
    enum encoding best =
        best_of(tally, unknown ? ENCODING_UNICODE : font, unknown ? RIVAL_COUNT : ORDINARY_COUNT);
    if (!unknown && tally->valid[best] < tally->valid[font] + RIVAL_GAIN_MIN)
        best = font;
    bool unicode = tally->unicode > tally->only_legacy[best] || tally->as_is > tally->valid[best];
    return unicode || font == ENCODING_UNREADABLE ? ENCODING_UNICODE : best;
}

/* An ordinary font: only on strong evidence. */
static enum encoding decide_ordinary(const struct tally *tally) {
    enum encoding best = best_of(tally, ENCODING_TCVN3, ORDINARY_COUNT);
    unsigned valid = tally->valid[best];
    unsigned gain = valid > tally->as_is ? valid - tally->as_is : 0;
    bool tie = tally->valid[ENCODING_TCVN3] == tally->valid[ENCODING_VNI];
    bool strong = tally->lettered >= WORDS_MIN && valid * VALID_SHARE >= tally->words &&
                  gain * GAIN_SHARE >= tally->words && gain > 0 && !tie;
    return strong ? best : ENCODING_UNICODE;
}

/* Left as it is, though it is no syllable and would be one in a usual encoding. */
static bool is_doubtful(const struct reader *r, const struct word *word) {
    bool suspicious = false;
    for (size_t i = word->start; i < word->end; i++)
        suspicious = suspicious || is_suspicious(r->points[i].code_point);
    return suspicious && has_ascii_letter(r, word) && !is_valid(r, word, ENCODING_UNICODE) &&
           (is_valid(r, word, ENCODING_TCVN3) || is_valid(r, word, ENCODING_VNI));
}

static void read_font(struct reader *r, enum encoding font) {
    struct tally tally = {0};
    for (size_t i = 0; i < r->word_count; i++)
        if (r->words[i].font == font && !r->points[r->words[i].start].decoded)
            add_to_tally(r, &r->words[i], &tally);
    enum encoding reading =
        font == ENCODING_UNICODE ? decide_ordinary(&tally) : decide_named(&tally, font);
    r->left[font] = tally.words > 0 && reading == ENCODING_UNICODE;
    for (size_t i = 0; i < r->word_count; i++) {
        struct word *word = &r->words[i];
        if (word->font == font &&
            !(has_unicode_letter(r, word) && is_valid(r, word, ENCODING_UNICODE)))
            word->reading = reading;
    }
}

/* Letters of VPS, VISCII and BKHCM 1 look like punctuation, so their text is read by its font alone
 * before there are words; unless it has letters that only Unicode has. */
static void read_c1_runs(struct reader *r) {
    for (size_t i = 0, end; i < r->count; i = end) {
        enum encoding font = (enum encoding)r->points[i].encoding;
        bool unicode = !encoding_uses_c1(font);
        for (end = i; end < r->count && r->points[end].encoding == font; end++)
            unicode = unicode || syllable_is_unicode_letter(r->points[end].code_point);
        for (size_t k = i; !unicode && k < end; k++) {
            struct point *point = &r->points[k];
            uint32_t raw = point->code_point;
            point->decoded = true;
            encoding_letter(font, &raw, 1,
                            &point->code_point); /* each of their letters is one byte */
        }
    }
}

/* ---- the text as meant ---- */

struct writer {
    char *end;
    bool changed;
};

static void put(struct writer *w, const struct reader *r, const struct point *from,
                uint32_t letter) {
    uint32_t shown = letter;
    if (from->capitals && !r->left[from->encoding])
        shown = (uint32_t)u_toupper((UChar32)letter);
    w->changed = w->changed || shown != from->code_point || from->decoded;
    w->end += utf8_put(w->end, shown);
}

static void write_plain(struct writer *w, const struct reader *r, size_t start, size_t end) {
    for (size_t i = start; i < end; i++)
        put(w, r, &r->points[i], r->points[i].code_point);
}

static void write_word(struct writer *w, const struct reader *r, const struct word *word) {
    for (size_t i = word->start; i < word->end;) {
        uint32_t raw[WORD_LETTERS_MAX], letter;
        size_t ahead = word->end - i < WORD_LETTERS_MAX ? word->end - i : WORD_LETTERS_MAX;
        for (size_t k = 0; k < ahead; k++)
            raw[k] = r->points[i + k].code_point;
        size_t took = encoding_letter(word->reading, raw, ahead, &letter);
        put(w, r, &r->points[i], took ? letter : raw[0]);
        w->changed = w->changed || took > 1;
        i += took ? took : 1;
    }
}

/* A letter may grow from one byte to three. */
enum { GROWTH_MAX = 4 };

static bool write_text(struct reader *r) {
    char *text = arena_alloc(r->arena, r->count * GROWTH_MAX + 1);
    struct writer w = {.end = text};
    size_t done = 0;
    if (!text)
        return false;
    for (size_t i = 0; i < r->word_count; i++) {
        write_plain(&w, r, done, r->words[i].start);
        write_word(&w, r, &r->words[i]);
        done = r->words[i].end;
    }
    write_plain(&w, r, done, r->count);
    *w.end = '\0';
    r->out->text = w.changed ? text : NULL;
    return true;
}

/* "CộNG": typed in capitals, but the font had no capital for the marked letter. */
static bool lost_capitals(const struct reader *r, const struct word *word, enum encoding reading) {
    uint32_t letters[WORD_LETTERS_MAX];
    size_t count = read_word(r, word, reading, letters), capitals = 0, small = 0;
    for (size_t i = 0; i < count; i++) {
        bool marked = is_marked(letters[i]);
        if (!marked && u_isULowercase((UChar32)letters[i]))
            return false;
        capitals += u_isUUppercase((UChar32)letters[i]) ? 1 : 0;
        small += marked && u_isULowercase((UChar32)letters[i]) ? 1 : 0;
    }
    return capitals > 0 && small > 0 && !r->points[word->start].capitals;
}

/* How many words were decoded to what, and how many remain in doubt. */
static void sum_up(struct reader *r) {
    unsigned decoded[ENCODING_COUNT] = {0}, doubtful = 0, valid = 0, words = 0;
    for (size_t i = 0; i < r->word_count; i++) {
        const struct word *word = &r->words[i];
        const struct point *first = &r->points[word->start];
        enum encoding reading = first->decoded ? (enum encoding)first->encoding : word->reading;
        if (reading == ENCODING_UNICODE) {
            doubtful += is_doubtful(r, word) || word->font == ENCODING_UNREADABLE;
            continue;
        }
        words++;
        decoded[reading]++;
        valid += is_valid(r, word, first->decoded ? ENCODING_UNICODE : reading);
        r->out->small += reading == ENCODING_TCVN3 && lost_capitals(r, word, reading);
    }
    struct legacy_reading *out = r->out;
    for (int e = 0; e < ENCODING_COUNT; e++)
        out->encoding = decoded[e] > decoded[out->encoding] ? (enum encoding)e : out->encoding;
    out->doubtful = doubtful > 0;
    out->words = words ? words : doubtful;
    out->valid = valid;
}

bool legacy_read(const char *text, const struct text_span *spans, size_t span_count,
                 struct arena *arena, struct legacy_reading *reading) {
    struct reader r = {.arena = arena, .out = reading};
    *reading = (struct legacy_reading){.encoding = ENCODING_UNICODE};
    if (!spread(&r, text, spans, span_count))
        return false;
    read_c1_runs(&r);
    if (!find_words(&r))
        return false;
    for (int font = 0; font < ENCODING_COUNT; font++)
        if (!encoding_uses_c1((enum encoding)font))
            read_font(&r, (enum encoding)font);
    sum_up(&r);
    return write_text(&r);
}
