/* Compares a file with the tables of schema.c. What does not fit is reported for whoever edits the
 * file: what was expected, what was found, which word was probably meant. */
#include "core/buffer.h"
#include "core/text/suggest.h"
#include "core/text/quote.h"
#include "normalize/rules/schema.h"
#include "normalize/rules/yaml_place.h"

#include <errno.h>
#include <limits.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Longest text in a rule file, in bytes: a pattern with comments takes some 3,000. */
#define TEXT_MAX ((size_t)65536)
/* Room for the words or keys a message lists; the longest list has some 300 bytes. */
#define CHOICES_MAX ((size_t)4096)
/* Most keys or words that a mistyped one is compared with; the longest list has 19. */
enum { CHOICES = 64 };

static const char *const truths[] = {"true", "yes", "on", "false", "no", "off"};
enum { TRUTHS = sizeof truths / sizeof *truths, TRUE_WORDS = TRUTHS / 2 };

/* A fault replaces the one before it, which is reported first where all are wanted. */
#define FAULT(part, node, ...)                                                                     \
    ((void)fault_go_on((part)->faults, (part)->error),                                             \
     node_refuse(node, (part)->error, __VA_ARGS__))

/* Whether what comes after a fault is compared as well. */
static bool wants_more(const struct rule_part *part, bool fit) {
    return fit || part->faults;
}

static const char *kind_of(const struct yaml_node *node) {
    static const char *const words[] = {
        [NODE_TEXT] = "a text", [NODE_LIST] = "a list", [NODE_MAPPING] = "a mapping"};
    return words[node->kind];
}

static struct quote quote(const struct yaml_node *text) {
    return quote_text(text->text, SIZE_MAX);
}

/* ---- choices ---- */

/* The keys or words that are possible, for messages. */
struct choices {
    const char *all[CHOICES];
    size_t count;
};

static struct choices keys_of(const struct schema_key *keys) {
    struct choices c = {.count = 0};
    for (; keys->key && c.count < CHOICES; keys++)
        c.all[c.count++] = keys->key;
    return c;
}

static struct choices words_of(const struct schema_word *words) {
    struct choices c = {.count = 0};
    for (; words->word && c.count < CHOICES; words++)
        c.all[c.count++] = words->word;
    return c;
}

static void list_choices(const struct choices *c, struct buffer *list) {
    buffer_init(list, CHOICES_MAX);
    for (size_t i = 0; i < c->count; i++)
        buffer_printf(list, "%s%s", i ? ", " : "", c->all[i]);
}

/* "Did you mean "type"? "; nothing when no choice is near. */
static struct quote meant(const struct choices *c, const char *word) {
    struct quote hint = {""};
    const char *near;
    if (suggest_nearest(word, c->all, c->count, &near, 1) > 0)
        snprintf(hint.text, sizeof hint.text, "Did you mean \"%s\"? ", near);
    return hint;
}

/* ---- texts and numbers ---- */

static bool text_fits(const struct rule_part *part, const struct yaml_node *node) {
    size_t length = strlen(node->text);
    if (length == 0)
        return FAULT(part, node,
                     "The text is empty. Write it, or leave its key out where that is "
                     "allowed.");
    return length <= TEXT_MAX ||
           FAULT(part, node, "The text has %zu bytes; at most %zu are read.", length, TEXT_MAX);
}

static bool word_fits(const struct rule_part *part, const struct schema_word *words,
                      const struct yaml_node *node) {
    for (const struct schema_word *word = words; word->word; word++)
        if (strcmp(word->word, node->text) == 0)
            return true;
    struct choices choices = words_of(words);
    struct buffer list;
    list_choices(&choices, &list);
    FAULT(part, node, "Unknown word \"%s\". %sExpected one of: %s.", quote(node).text,
          meant(&choices, node->text).text, buffer_text(&list));
    buffer_free(&list);
    return false;
}

static bool number_fits(const struct rule_part *part, const struct yaml_node *node) {
    char *end;
    strtod(node->text, &end);
    return (end != node->text && *end == '\0') ||
           FAULT(part, node, "Expected a number, found \"%s\".", quote(node).text);
}

static bool whole_fits(const struct rule_part *part, const struct yaml_node *node) {
    char *end;
    long value = strtol(node->text, &end, 10);
    return (end != node->text && *end == '\0' && value >= INT_MIN && value <= INT_MAX) ||
           FAULT(part, node, "Expected a whole number, found \"%s\".", quote(node).text);
}

static bool truth_fits(const struct rule_part *part, const struct yaml_node *node) {
    for (size_t i = 0; i < TRUTHS; i++)
        if (strcasecmp(truths[i], node->text) == 0)
            return true;
    return FAULT(part, node, "Expected true or false, found \"%s\".", quote(node).text);
}

bool schema_truth(const struct yaml_node *mapping, const char *key) {
    const char *text = node_text(mapping, key);
    for (size_t i = 0; text && i < TRUE_WORDS; i++)
        if (strcasecmp(truths[i], text) == 0)
            return true;
    return false;
}

/* ---- lists ---- */

static bool scalar_fits(const struct rule_part *part, const struct schema_key *schema,
                        const struct yaml_node *node) {
    if (node->kind != NODE_TEXT)
        return FAULT(part, node, "Expected a text or number, found %s.", kind_of(node));
    switch (schema->type) {
    case SCHEMA_WORD:
        return word_fits(part, schema->words, node);
    case SCHEMA_NUMBER:
        return number_fits(part, node);
    case SCHEMA_WHOLE:
        return whole_fits(part, node);
    case SCHEMA_TRUTH:
        return truth_fits(part, node);
    default:
        return text_fits(part, node);
    }
}

/* Nothing behind the colon of a key is an empty text. */
static bool is_nothing(const struct yaml_node *node) {
    return node->kind == NODE_TEXT && !*node->text;
}

static bool list_fits(const struct rule_part *part, const struct schema_key *schema,
                      const struct yaml_node *node) {
    bool fit = true;
    if (is_nothing(node) || (node->kind == NODE_LIST && !node->count && !schema->may_be_empty))
        return FAULT(part, node, "The list is empty. Give it an entry.");
    if (node->kind != NODE_LIST)
        return FAULT(part, node, "Expected a list, found %s. Write it as [%s].", kind_of(node),
                     node->kind == NODE_TEXT ? quote(node).text : "…");
    if (node->count > SCHEMA_LIST_MAX)
        return FAULT(part, node, "The list has %zu entries; at most %d are read.", node->count,
                     SCHEMA_LIST_MAX);
    for (size_t i = 0; wants_more(part, fit) && i < node->count; i++)
        fit = (schema->keys ? schema_fit(part, schema->keys, node->items[i])
                            : scalar_fits(part, schema, node->items[i])) &&
              fit;
    return fit;
}

/* ---- mappings ---- */

static bool is_key(const struct yaml_node *node, const char *key) {
    return node->text && strcmp(node->text, key) == 0;
}

static const struct schema_key *find_key(const struct schema_key *keys,
                                         const struct yaml_node *node) {
    while (keys->key && !is_key(node, keys->key))
        keys++;
    return keys->key ? keys : NULL;
}

static bool has_key(const struct yaml_node *mapping, const char *key, size_t before) {
    for (size_t i = 0; i < before; i++)
        if (is_key(mapping->keys[i], key))
            return true;
    return false;
}

static bool unknown_key(const struct rule_part *part, const struct schema_key *keys,
                        const struct yaml_node *key) {
    struct choices choices = keys_of(keys);
    struct buffer list;
    list_choices(&choices, &list);
    if (key->kind != NODE_TEXT)
        FAULT(part, key, "Expected a key, found %s. The keys are: %s.", kind_of(key),
              buffer_text(&list));
    else
        FAULT(part, key, "Unknown key \"%s\". %sThe keys are: %s.", quote(key).text,
              meant(&choices, quote(key).text).text, buffer_text(&list));
    buffer_free(&list);
    return false;
}

static bool pair_fits(const struct rule_part *part, const struct schema_key *keys,
                      const struct yaml_node *mapping, size_t pair) {
    const struct yaml_node *key = mapping->keys[pair], *value = mapping->items[pair];
    const struct schema_key *schema = find_key(keys, key);
    if (!schema)
        return unknown_key(part, keys, key);
    if (has_key(mapping, schema->key, pair))
        return FAULT(part, key, "The key \"%s\" is given twice. Keep one.", schema->key);
    bool list = schema->type == SCHEMA_TEXTS || schema->type == SCHEMA_ENTRIES;
    return (list ? list_fits : scalar_fits)(part, schema, value);
}

/* Whether an unknown key of the mapping is this one, mistyped: then it is reported already. */
static bool is_mistyped(const struct schema_key *keys, const struct yaml_node *mapping,
                        const char *name) {
    const char *near;
    for (size_t i = 0; i < mapping->count; i++)
        if (mapping->keys[i]->text && !find_key(keys, mapping->keys[i]) &&
            suggest_nearest(mapping->keys[i]->text, &name, 1, &near, 1) > 0)
            return true;
    return false;
}

static bool lacks_nothing(const struct rule_part *part, const struct schema_key *keys,
                          const struct yaml_node *mapping) {
    bool fit = true;
    for (const struct schema_key *key = keys; wants_more(part, fit) && key->key; key++)
        if (!key->optional && !has_key(mapping, key->key, mapping->count) &&
            !is_mistyped(keys, mapping, key->key))
            fit = FAULT(part, mapping, "The entry that begins here lacks the key \"%s\". Add it.",
                        key->key);
    return fit;
}

static bool not_mapping(const struct rule_part *part, const struct schema_key *keys,
                        const struct yaml_node *node) {
    struct choices choices = keys_of(keys);
    struct buffer list;
    list_choices(&choices, &list);
    FAULT(part, node, "Expected a mapping with the keys %s; found %s.", buffer_text(&list),
          kind_of(node));
    buffer_free(&list);
    return false;
}

bool schema_fit(const struct rule_part *part, const struct schema_key *keys,
                const struct yaml_node *node) {
    bool fit = true;
    if (node->kind != NODE_MAPPING)
        return not_mapping(part, keys, node);
    for (size_t i = 0; wants_more(part, fit) && i < node->count; i++)
        fit = pair_fits(part, keys, node, i) && fit;
    return wants_more(part, fit) ? lacks_nothing(part, keys, node) && fit : fit;
}
