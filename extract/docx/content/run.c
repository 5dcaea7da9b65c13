#include "extract/docx/content/run.h"

#include "core/text/utf8.h"
#include "extract/docx/content/outlet.h"
#include "extract/docx/content/paragraph.h"
#include "extract/text/struck.h"

#include <stdlib.h>
#include <string.h>

void run_begin(struct story *story) {
    story->top->run =
        (struct run){.hidden = SETTING_UNSET, .struck = SETTING_UNSET, .script = SCRIPT_UNSET};
}

bool run_start_text(struct story *story, const struct xml_element *element) {
    const char *space = xml_attribute(element, XML_XML, "space");
    story->text_open = true;
    story->text_preserved = space && strcmp(space, "preserve") == 0;
    buffer_clear(&story->piece);
    return true;
}

/* w:vertAlign and w:position are no toggles: the nearest one that is set decides (§17.7.2).
 */
static enum script script_of(const struct story *story) {
    const struct level *level = story->top;
    const struct run *run = &level->run;
    const struct style *paragraph = level->paragraph.style;
    if (level->raised || run->note_mark)
        return SCRIPT_RAISED;
    if (run->script != SCRIPT_UNSET)
        return run->script;
    if (run->style && run->style->script != SCRIPT_UNSET)
        return run->style->script;
    if (paragraph && paragraph->script != SCRIPT_UNSET)
        return paragraph->script;
    return story->reader->styles.script_default;
}

static bool is_scripted(const struct story *story) {
    return script_of(story) >= SCRIPT_RAISED;
}

static bool is_letter(uint32_t code_point) {
    return code_point == 'i' || code_point == 'n';
}

static bool all_have_forms(enum script script, const char *text) {
    while (*text)
        if (!script_form(script, utf8_next(&text)))
            return false;
    return true;
}

/* Figures always have their form, so that 25 with a raised "1, 2" never reads 251, 2; letters only
 * when the whole piece has: "th" of "5th" stays as it is. */
static void put_scripted(struct story *story, const char *text) {
    enum script script = script_of(story);
    bool letters = all_have_forms(script, text);
    while (*text) {
        char bytes[4];
        uint32_t code_point = utf8_next(&text);
        uint32_t form = script_form(script, code_point);
        bool changes = form && (letters || !is_letter(code_point));
        size_t length = utf8_put(bytes, changes ? form : code_point);
        if (changes) /* the form of 1 is a letter of TCVN3 */
            paragraph_put_shown(story, bytes, length);
        else
            paragraph_put(story, bytes, length);
    }
}

/* Text in a symbol font, or with characters of such a font's private range. Word shows a font's
 * byte whether it is stored as U+F0FC or as U+00FC. */
static void put_symbols(struct story *story, const char *text) {
    enum symbol_font font = story->top->run.symbols;
    while (*text) {
        char bytes[4];
        uint32_t code_point = utf8_next(&text);
        uint32_t shown = symbol_shown(font, code_point);
        size_t length = utf8_put(bytes, shown);
        if (shown != code_point || symbol_is_private(code_point))
            paragraph_put_shown(story, bytes, length);
        else
            paragraph_put(story, bytes, length);
    }
}

static bool is_space(char byte) {
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r';
}

/* Without xml:space="preserve" outer white space is layout of the XML, not text (XML 1.0 §2.10; so
 * does Word). */
static char *trim(char *text, size_t *length) {
    while (*length && is_space(text[*length - 1]))
        --*length;
    text[*length] = '\0';
    while (*length && is_space(*text)) {
        text++;
        --*length;
    }
    return text;
}

/* The nearest one that is set decides. */
static bool is_struck(const struct story *story) {
    const struct run *run = &story->top->run;
    const struct style *paragraph = story->top->paragraph.style;
    if (run->struck != SETTING_UNSET)
        return run->struck == SETTING_ON;
    if (run->style && run->style->struck != SETTING_UNSET)
        return run->style->struck == SETTING_ON;
    return paragraph && paragraph->struck == SETTING_ON;
}

static void put_struck(struct story *story, const char *text, size_t length) {
    struct buffer struck;
    buffer_init(&struck, story->reader->limits->cell_text_bytes);
    struck_append(text, length, story->top->table != NULL, &struck);
    outlet_check_text(story, &struck, "run");
    if (!struck.failed)
        paragraph_put(story, buffer_text(&struck), struck.length);
    buffer_free(&struck);
}

void run_put(struct story *story, const char *text, size_t length) {
    static const char private_lead = (char)0xEF; /* first byte of U+F000 to U+FFFF */
    if (is_scripted(story))
        put_scripted(story, text);
    else if (is_struck(story) && !story->top->run.symbols)
        put_struck(story, text, length);
    else if (story->top->run.symbols || memchr(text, private_lead, length))
        put_symbols(story, text);
    else
        paragraph_put(story, text, length);
}

void run_end_text(struct story *story) {
    struct buffer *piece = &story->piece;
    story->text_open = false;
    outlet_check_text(story, piece, "run");
    if (!piece->length)
        return;
    size_t length = piece->length;
    char *text = story->text_preserved ? piece->data : trim(piece->data, &length);
    for (char *at = text; (at = strpbrk(at, "\n\r")) != NULL;)
        *at = ' '; /* a line feed in w:t is a space; lines are broken by w:br */
    run_put(story, text, length);
}

void run_end_deleted_text(struct story *story) {
    story->top->deleted++;
    run_end_text(story);
    story->top->deleted--;
}

void run_put_symbol(struct story *story, const struct xml_element *element) {
    const char *code = xml_attribute(element, XML_W, "char");
    char *end;
    unsigned long code_point = code ? strtoul(code, &end, 16) : 0;
    if (!code_point || *end || code_point > 0x10FFFF)
        return;
    enum symbol_font font = symbol_font(xml_attribute(element, XML_W, "font"));
    char bytes[4];
    size_t length = utf8_put(bytes, symbol_shown(font, (uint32_t)code_point));
    paragraph_put_shown(story, bytes, length);
}
