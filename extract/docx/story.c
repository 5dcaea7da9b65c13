#include "extract/docx/story.h"

#include "extract/docx/content/content.h"
#include "extract/docx/content/level.h"
#include "extract/docx/content/outlet.h"
#include "extract/docx/content/properties.h"
#include "extract/damage.h"

#include <stdlib.h>
#include <string.h>

static int compare_name(const void *name, const void *element) {
    return strcmp(name, ((const struct element *)element)->name);
}

static const struct element *find(const struct element *elements, size_t count, const char *name) {
    return count ? bsearch(name, elements, count, sizeof *elements, compare_name) : NULL;
}

static bool frame_push(struct story *story, const struct element *element, unsigned char inside) {
    struct frame *frames = arena_grow(story->reader->arena, story->frames, story->frame_count,
                                      &story->frame_capacity, sizeof *frames);
    if (!frames)
        return false;
    story->frames = frames;
    frames[story->frame_count++] = (struct frame){.element = element, .inside = inside};
    return true;
}

static bool start(void *context, const struct xml_element *element) {
    struct story *story = context;
    unsigned char where = story->frame_count ? story->frames[story->frame_count - 1].inside
                                             : (unsigned char)IN_CONTENT;
    const struct vocabulary *vocabulary = &story->vocabularies[where];
    const struct element *known = NULL;
    if (element->ns == XML_W)
        known = find(vocabulary->words, vocabulary->word_count, element->name);
    else if (element->ns == XML_OTHER || element->ns == XML_V)
        known = find(vocabulary->others, vocabulary->other_count, element->name);
    if (!known)
        return vocabulary->through && frame_push(story, NULL, where);
    if (known->start && !known->start(story, element))
        return false;
    return frame_push(story, known, known->inside);
}

static void end(void *context, enum xml_namespace ns, const char *name) {
    struct story *story = context;
    (void)ns;
    (void)name;
    if (!story->frame_count)
        return;
    const struct element *element = story->frames[--story->frame_count].element;
    if (element && element->end)
        element->end(story);
}

static void text(void *context, const char *bytes, size_t length) {
    struct story *story = context;
    if (story->text_open)
        buffer_append(&story->piece, bytes, length);
}

static bool stopped(void *context) {
    const struct story *story = context;
    return builder_failed(story->reader->builder) || arena_failed(story->reader->arena);
}

bool story_read(struct reader *reader, const char *part, enum part kind,
                const struct references *only_notes, struct counters *numbers,
                struct counters *box_numbers, struct error *error) {
    static const struct xml_handlers handlers = {start, end, text, stopped};
    struct story story = {.reader = reader,
                          .name = part,
                          .part = kind,
                          .only_notes = only_notes,
                          .numbers = numbers,
                          .box_numbers = box_numbers};
    for (enum context context = IN_CONTENT; context < CONTEXTS; context++) {
        bool content = context == IN_CONTENT || context == IN_DRAWING || context == IN_MATH;
        story.vocabularies[context] =
            content ? content_vocabulary(context) : property_vocabulary(context);
    }
    if (!level_push(&story, CODE_NONE))
        return arena_error(reader->arena, error, part);
    buffer_init(&story.piece, reader->limits->cell_text_bytes);
    buffer_init(&story.number, reader->limits->cell_text_bytes);
    builder_part(reader->builder, kind);
    bool whole = part_parse(reader->package, part, &handlers, &story, error);
    while (story.level_count)
        level_pop(&story);
    outlet_free_text(&story, &story.piece);
    outlet_free_text(&story, &story.number);
    if (whole && !story.document_seen && !stopped(&story))
        return error_set(error, CODE_XML_DAMAGED, part,
                         "The part is not WordprocessingML, so it is damaged." DAMAGE_REMEDY);
    return whole;
}
