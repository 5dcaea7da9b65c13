#include "normalize/authoring/schema_json.h"
#include "core/json/json.h"
#include "normalize/rules/schema.h"

#include <stdio.h>
#include <string.h>

/* "rules[].examples[].fields[].value" and longer. */
enum { WAY_BYTES = 128 };
/* A schema takes some 8 kB. */
#define SCHEMA_BYTES_MAX ((size_t)1 << 20)

static const char *const names[] = {
    [SCHEMA_FORM] = "form",
    [SCHEMA_VALUES] = "values",
    [SCHEMA_PATTERNS] = "patterns",
    [SCHEMA_CHECKS] = "checks",
};
enum { NAME_COUNT = sizeof names / sizeof *names };

static const struct {
    enum schema_file file;
    const char *way, *word, *sentence;
} words[] = {
#define KEY(file, way, sentence) {SCHEMA_##file, way, NULL, sentence},
#define WORD_OF(file, way, word, sentence) {SCHEMA_##file, way, word, sentence},
#include "normalize/authoring/schema_words.def"
#undef KEY
#undef WORD_OF
};

struct writer {
    struct json json;
    enum schema_file file;
    char way[WAY_BYTES];
};

static void put_schema(struct writer *w, const struct schema_key *schema);

/* The key's sentence, and a line for each word that it may have. */
static void put_description(struct writer *w) {
    struct buffer text;
    buffer_init(&text, SCHEMA_BYTES_MAX);
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (words[i].file != w->file || strcmp(words[i].way, w->way) != 0)
            continue;
        if (words[i].word)
            buffer_printf(&text, "\n- %s: %s", words[i].word, words[i].sentence);
        else
            buffer_puts(&text, words[i].sentence);
    }
    if (text.length > 0)
        json_key_string(&w->json, "description", buffer_text(&text));
    buffer_free(&text);
}

/* Goes one step down the way; where to cut it again. */
static size_t down(struct writer *w, const char *step) {
    size_t length = strlen(w->way);
    snprintf(w->way + length, sizeof w->way - length, "%s%s", length && *step != '[' ? "." : "",
             step);
    return length;
}

static void put_mapping(struct writer *w, const struct schema_key *keys) {
    json_key_string(&w->json, "type", "object");
    json_key(&w->json, "additionalProperties");
    json_put_boolean(&w->json, false);
    json_key(&w->json, "required");
    json_array_open(&w->json);
    for (const struct schema_key *key = keys; key->key; key++)
        if (!key->optional)
            json_put_string(&w->json, key->key);
    json_array_close(&w->json);
    json_key(&w->json, "properties");
    json_object_open(&w->json);
    for (const struct schema_key *key = keys; key->key; key++) {
        size_t length = down(w, key->key);
        json_key(&w->json, key->key);
        json_object_open(&w->json);
        put_schema(w, key);
        json_object_close(&w->json);
        w->way[length] = '\0';
    }
    json_object_close(&w->json);
}

/* A text may be written like a number or a word that YAML knows: it is read as it is written. */
static void put_text(struct writer *w) {
    static const char *const types[] = {"string", "number", "boolean"};
    json_key(&w->json, "type");
    json_array_open(&w->json);
    for (size_t i = 0; i < sizeof types / sizeof *types; i++)
        json_put_string(&w->json, types[i]);
    json_array_close(&w->json);
    json_key_integer(&w->json, "minLength", 1);
}

static void put_list(struct writer *w, const struct schema_key *schema) {
    size_t length = down(w, "[]");
    json_key_string(&w->json, "type", "array");
    json_key_integer(&w->json, "minItems", !schema->may_be_empty);
    json_key_integer(&w->json, "maxItems", SCHEMA_LIST_MAX);
    json_key(&w->json, "items");
    json_object_open(&w->json);
    put_description(w);
    if (schema->type == SCHEMA_ENTRIES)
        put_mapping(w, schema->keys);
    else
        put_text(w);
    json_object_close(&w->json);
    w->way[length] = '\0';
}

static void put_words(struct writer *w, const struct schema_word *list) {
    json_key(&w->json, "enum");
    json_array_open(&w->json);
    for (; list->word; list++)
        json_put_string(&w->json, list->word);
    json_array_close(&w->json);
}

static void put_schema(struct writer *w, const struct schema_key *schema) {
    put_description(w);
    switch (schema->type) {
    case SCHEMA_TEXTS:
    case SCHEMA_ENTRIES:
        put_list(w, schema);
        break;
    case SCHEMA_TEXT:
        put_text(w);
        break;
    case SCHEMA_WORD:
        put_words(w, schema->words);
        break;
    case SCHEMA_TRUTH:
        json_key_string(&w->json, "type", "boolean");
        break;
    case SCHEMA_WHOLE:
        json_key_string(&w->json, "type", "integer");
        break;
    case SCHEMA_NUMBER:
        json_key_string(&w->json, "type", "number");
    }
}

/* The same JSON, a line for every key: the files are kept, and changes are looked at. */
static void indent(const char *text, struct buffer *out) {
    unsigned depth = 0;
    bool quoted = false;
    for (; *text; text++) {
        bool opens = !quoted && (*text == '{' || *text == '['),
             closes = *text == '}' || *text == ']';
        closes = closes && !quoted;
        if (closes && text[-1] != '{' && text[-1] != '[')
            buffer_printf(out, "\n%*s", (int)(2 * (depth - 1)), "");
        depth -= closes;
        buffer_putc(out, *text);
        if (*text == '"' && text[-1] != '\\')
            quoted = !quoted;
        depth += opens;
        bool empty = opens && (text[1] == '}' || text[1] == ']');
        if ((opens && !empty) || (!quoted && *text == ','))
            buffer_printf(out, "\n%*s", (int)(2 * depth), "");
        if (!quoted && *text == ':')
            buffer_putc(out, ' ');
    }
    buffer_putc(out, '\n');
}

const char *schema_json_name(size_t index) {
    return index < NAME_COUNT ? names[index] : NULL;
}

bool schema_to_json(const char *name, struct buffer *out) {
    size_t file = 0;
    while (file < NAME_COUNT && strcmp(names[file], name) != 0)
        file++;
    if (file == NAME_COUNT)
        return false;
    struct buffer line;
    buffer_init(&line, SCHEMA_BYTES_MAX);
    struct writer w = {.json = {.out = &line}, .file = (enum schema_file)file};
    json_object_open(&w.json);
    json_key_string(&w.json, "$schema", "http://json-schema.org/draft-07/schema#");
    char title[64];
    snprintf(title, sizeof title, "%s.yaml", name);
    json_key_string(&w.json, "title", title);
    put_description(&w);
    put_mapping(&w, schema_keys(w.file));
    json_object_close(&w.json);
    indent(buffer_text(&line), out);
    buffer_free(&line);
    return true;
}
