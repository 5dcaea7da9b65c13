#include "core/text/syllable.h"
#include "core/text/utf8.h"

#include <stdlib.h>
#include <string.h>

/* ---- letters ---- */

enum { TONE_COUNT = 6, LATIN_1_LAST = 0xFF };

/* Vowels by tone: level, grave, hook, tilde, acute, dot; capitals follow. */
static const uint32_t vowels[][TONE_COUNT] = {
    {0x61, 0xE0, 0x1EA3, 0xE3, 0xE1, 0x1EA1},        /* a */
    {0x103, 0x1EB1, 0x1EB3, 0x1EB5, 0x1EAF, 0x1EB7}, /* ă */
    {0xE2, 0x1EA7, 0x1EA9, 0x1EAB, 0x1EA5, 0x1EAD},  /* â */
    {0x65, 0xE8, 0x1EBB, 0x1EBD, 0xE9, 0x1EB9},      /* e */
    {0xEA, 0x1EC1, 0x1EC3, 0x1EC5, 0x1EBF, 0x1EC7},  /* ê */
    {0x69, 0xEC, 0x1EC9, 0x129, 0xED, 0x1ECB},       /* i */
    {0x6F, 0xF2, 0x1ECF, 0xF5, 0xF3, 0x1ECD},        /* o */
    {0xF4, 0x1ED3, 0x1ED5, 0x1ED7, 0x1ED1, 0x1ED9},  /* ô */
    {0x1A1, 0x1EDD, 0x1EDF, 0x1EE1, 0x1EDB, 0x1EE3}, /* ơ */
    {0x75, 0xF9, 0x1EE7, 0x169, 0xFA, 0x1EE5},       /* u */
    {0x1B0, 0x1EEB, 0x1EED, 0x1EEF, 0x1EE9, 0x1EF1}, /* ư */
    {0x79, 0x1EF3, 0x1EF7, 0x1EF9, 0xFD, 0x1EF5},    /* y */
};

static uint32_t lower(uint32_t letter) {
    if ((letter >= 'A' && letter <= 'Z') || (letter >= 0xC0 && letter <= 0xDE && letter != 0xD7))
        return letter + 0x20;
    /* From here on a capital is even and its small letter follows; but for ơ and ư. */
    bool pairs = (letter >= 0x100 && letter <= 0x137) || (letter >= 0x14A && letter <= 0x177) ||
                 (letter >= 0x1E00 && letter <= 0x1EFF);
    if (letter == 0x1A0 || letter == 0x1AF)
        return letter + 1;
    return pairs ? letter | 1 : letter;
}

uint32_t syllable_letter(uint32_t code_point, enum tone *tone) {
    uint32_t letter = lower(code_point);
    *tone = TONE_LEVEL;
    for (size_t v = 0; letter > 'z' && v < sizeof vowels / sizeof *vowels; v++)
        for (int t = TONE_GRAVE; t < TONE_COUNT; t++)
            if (vowels[v][t] == letter) {
                *tone = (enum tone)t;
                return vowels[v][TONE_LEVEL];
            }
    return letter;
}

bool syllable_is_unicode_letter(uint32_t code_point) {
    enum tone tone;
    uint32_t letter = lower(code_point);
    if (letter <= LATIN_1_LAST)
        return false;
    return letter == 0x111 || letter == 0x103 || letter == 0x1A1 || letter == 0x1B0 ||
           syllable_letter(letter, &tone) != letter;
}

/* ---- spelling ---- */

/* Which vowels may follow an onset: any, only e, ê, i, y, or none of these. */
enum front { FRONT_ANY, FRONT_ONLY, FRONT_NEVER };

struct onset {
    const char *letters;
    enum front front;
};

static const struct onset onsets[] = {
    {"ngh", FRONT_ONLY}, {"ch", FRONT_ANY},   {"gh", FRONT_ONLY}, {"gi", FRONT_ANY},
    {"kh", FRONT_ANY},   {"ng", FRONT_NEVER}, {"nh", FRONT_ANY},  {"ph", FRONT_ANY},
    {"qu", FRONT_ANY},   {"th", FRONT_ANY},   {"tr", FRONT_ANY},  {"b", FRONT_ANY},
    {"c", FRONT_NEVER},  {"d", FRONT_ANY},    {"đ", FRONT_ANY},   {"g", FRONT_NEVER},
    {"h", FRONT_ANY},    {"k", FRONT_ONLY},   {"l", FRONT_ANY},   {"m", FRONT_ANY},
    {"n", FRONT_ANY},    {"p", FRONT_ANY},    {"r", FRONT_ANY},   {"s", FRONT_ANY},
    {"t", FRONT_ANY},    {"v", FRONT_ANY},    {"x", FRONT_ANY},   {"", FRONT_ANY},
};

/* In the order of bytes, for bsearch(). */
static const char *const rhymes[] = {
    "a",    "ac",   "ach", "ai",   "am",   "an",   "ang",  "anh",  "ao",  "ap",   "at",   "au",
    "ay",   "e",    "ec",  "em",   "en",   "eng",  "eo",   "ep",   "et",  "i",    "ia",   "ic",
    "ich",  "im",   "in",  "ing",  "inh",  "ip",   "it",   "iu",   "iêc", "iêm",  "iên",  "iêng",
    "iêp",  "iêt",  "iêu", "o",    "oa",   "oac",  "oach", "oai",  "oam", "oan",  "oang", "oanh",
    "oao",  "oap",  "oat", "oay",  "oc",   "oe",   "oem",  "oen",  "oeo", "oet",  "oi",   "om",
    "on",   "ong",  "ooc", "oong", "op",   "ot",   "oăc",  "oăm",  "oăn", "oăng", "oăt",  "u",
    "ua",   "uc",   "ui",  "um",   "un",   "ung",  "up",   "ut",   "uy",  "uya",  "uych", "uyn",
    "uynh", "uyp",  "uyt", "uyu",  "uyên", "uyêt", "uân",  "uâng", "uât", "uây",  "uê",   "uêch",
    "uên",  "uênh", "uôc", "uôi",  "uôm",  "uôn",  "uông", "uôt",  "uơ",  "y",    "ya",   "ych",
    "yn",   "ynh",  "yt",  "yu",   "yêm",  "yên",  "yêng", "yêt",  "yêu", "âc",   "âm",   "ân",
    "âng",  "âp",   "ât",  "âu",   "ây",   "ê",    "êch",  "êm",   "ên",  "êng",  "ênh",  "êp",
    "êt",   "êu",   "ô",   "ôc",   "ôi",   "ôm",   "ôn",   "ông",  "ôp",  "ôt",   "ăc",   "ăm",
    "ăn",   "ăng",  "ăp",  "ăt",   "ơ",    "ơi",   "ơm",   "ơn",   "ơp",  "ơt",   "ư",    "ưa",
    "ưc",   "ưi",   "ưng", "ưt",   "ưu",   "ươc",  "ươi",  "ươm",  "ươn", "ương", "ươp",  "ươt",
    "ươu",
};

/* A syllable's letters, at most, as UTF-8. */
enum { SPELLING_BYTES = SYLLABLE_LETTERS_MAX * 4 + 1 };

static int compare(const void *key, const void *entry) {
    return strcmp(key, *(const char *const *)entry);
}

static bool is_rhyme(const char *spelling) {
    static const size_t count = sizeof rhymes / sizeof *rhymes;
    return bsearch(spelling, rhymes, count, sizeof *rhymes, compare) != NULL;
}

static bool is_front(const char *rhyme) {
    return *rhyme == 'e' || *rhyme == 'i' || *rhyme == 'y' || strncmp(rhyme, "ê", strlen("ê")) == 0;
}

/* y is a vowel by itself (kỹ); more follows it after qu only (quỳnh), but for yê, which also begins
 * a word (yếu). */
static bool fits_y(const char *onset, const char *rhyme) {
    bool begins = *onset == '\0' && strncmp(rhyme, "yê", strlen("yê")) == 0;
    return *rhyme != 'y' || rhyme[1] == '\0' || begins || strcmp(onset, "qu") == 0;
}

static bool fits(const struct onset *onset, const char *rhyme) {
    /* gì, giếng: the i of gi is the rhyme's, where the rhyme begins with one. */
    bool gi = strcmp(onset->letters, "g") == 0 && *rhyme == 'i';
    bool front = gi || onset->front == FRONT_ANY || (onset->front == FRONT_ONLY) == is_front(rhyme);
    return front && fits_y(onset->letters, rhyme);
}

/* c, ch, p and t end a syllable of the acute or the dot. */
static bool tone_fits(const char *rhyme, enum tone tone) {
    size_t length = strlen(rhyme);
    char last = rhyme[length - 1];
    bool h = last == 'h' && length > 1 && rhyme[length - 2] == 'c';
    bool stopped = h || last == 'c' || last == 'p' || last == 't';
    return !stopped || tone == TONE_ACUTE || tone == TONE_DOT;
}

/* ---- where the tone is written ---- */

static bool is_vowel(uint32_t letter) {
    for (size_t v = 0; v < sizeof vowels / sizeof *vowels; v++)
        if (vowels[v][TONE_LEVEL] == letter)
            return true;
    return false;
}

static bool is_plain_vowel(uint32_t letter) {
    return letter <= 'z' && is_vowel(letter);
}

/* Whether a rhyme carries its tone on this letter: on the last of ă â ê ô ơ ư; else on the middle
 * of three vowels, on the second of two before a consonant, on the first of two at the end, and on
 * either of oa, oe, uy. */
static bool carries_tone(const uint32_t *letters, size_t count, size_t at) {
    size_t vowel_count = 0, marked = count;
    while (vowel_count < count && is_vowel(letters[vowel_count])) {
        if (!is_plain_vowel(letters[vowel_count]))
            marked = vowel_count;
        vowel_count++;
    }
    if (marked < count)
        return at == marked;
    if (vowel_count != 2)
        return at == vowel_count / 2;
    if (vowel_count < count)
        return at == 1;
    bool either =
        (letters[0] == 'o' && letters[1] != 'i') || (letters[0] == 'u' && letters[1] == 'y');
    return at == 0 || (either && at == 1);
}

/* ---- the whole ---- */

struct spelling {
    uint32_t letters[SYLLABLE_LETTERS_MAX]; /* without tones, in lower case */
    size_t count;
    char text[SPELLING_BYTES]; /* the same as UTF-8 */
    enum tone tone;
    size_t tone_at;
};

/* false when more than one letter has a tone. */
static bool spell(const uint32_t *letters, size_t count, struct spelling *spelling) {
    char *end = spelling->text;
    *spelling = (struct spelling){.count = count, .tone = TONE_LEVEL};
    for (size_t i = 0; i < count; i++) {
        enum tone own;
        spelling->letters[i] = syllable_letter(letters[i], &own);
        end += utf8_put(end, spelling->letters[i]);
        if (own == TONE_LEVEL)
            continue;
        if (spelling->tone != TONE_LEVEL)
            return false;
        spelling->tone = own;
        spelling->tone_at = i;
    }
    *end = '\0';
    return true;
}

/* qúy and gía, where the tone slipped onto the onset's vowel, are met as often as they are wrong.
 */
static bool tone_is_placed(const struct spelling *spelling, size_t onset) {
    if (spelling->tone == TONE_LEVEL)
        return true;
    if (spelling->tone_at < onset)
        return onset == 2 && spelling->tone_at == 1 && is_vowel(spelling->letters[1]);
    return carries_tone(spelling->letters + onset, spelling->count - onset,
                        spelling->tone_at - onset);
}

bool syllable_is_valid(const uint32_t *letters, size_t count) {
    struct spelling spelling;
    if (count == 0 || count > SYLLABLE_LETTERS_MAX || !spell(letters, count, &spelling))
        return false;
    for (size_t i = 0; i < sizeof onsets / sizeof *onsets; i++) {
        size_t length = strlen(onsets[i].letters);
        const char *rhyme = spelling.text + length;
        size_t onset = utf8_count(onsets[i].letters, length);
        if (strncmp(spelling.text, onsets[i].letters, length) == 0 && is_rhyme(rhyme) &&
            fits(&onsets[i], rhyme) && tone_fits(rhyme, spelling.tone) &&
            tone_is_placed(&spelling, onset))
            return true;
    }
    return false;
}
