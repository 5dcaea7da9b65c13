#include "extract/package/opc.h"
#include "core/arena.h"
#include "extract/damage.h"
#include "extract/package/sax.h"
#include "extract/package/zip.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

/* Relationships and content types of one package: 40 bytes for each of 5,000 entries and their
 * names fit many times over. */
#define INDEX_BYTES_MAX ((size_t)64 << 20)

struct relationship_list {
    const char *part;
    struct relationship *items;
    size_t count, capacity;
    struct relationship_list *next;
};

struct content_type {
    const char *key; /* a part name, or an extension without dot */
    bool is_part;
    const char *type;
};

struct package {
    struct zip_archive *zip;
    const struct limits *limits;
    struct arena *arena;
    struct relationship_list *lists;
    struct content_type *types;
    size_t type_count, type_capacity;
    bool types_read;
    struct error fault; /* of the first damaged list */
};

struct part_stream {
    struct zip_stream *zip;
};

bool package_open(const void *bytes, size_t length, const struct limits *limits,
                  struct package **package, struct error *error) {
    struct package *fresh = calloc(1, sizeof *fresh);
    struct arena *arena = arena_new(INDEX_BYTES_MAX);
    if (!fresh || !arena) {
        free(fresh);
        arena_free(arena);
        return error_no_memory(error, "");
    }
    *fresh = (struct package){.limits = limits, .arena = arena};
    if (!zip_archive_open(bytes, length, limits, &fresh->zip, error)) {
        package_close(fresh);
        return false;
    }
    *package = fresh;
    return true;
}

void package_close(struct package *package) {
    if (!package)
        return;
    zip_archive_close(package->zip);
    arena_free(package->arena);
    free(package);
}

size_t package_entry_count(const struct package *package) {
    return zip_archive_count(package->zip);
}

const char *package_entry_name(const struct package *package, size_t n) {
    return zip_archive_name(package->zip, n);
}

bool package_has(struct package *package, const char *part) {
    return zip_archive_find(package->zip, part) >= 0;
}

bool part_open(struct package *package, const char *part, struct part_stream **stream,
               struct error *error) {
    long index = zip_archive_find(package->zip, part);
    if (index < 0)
        return error_set(error, CODE_PART_MISSING, part,
                         "The package lacks this part, so it is damaged." DAMAGE_REMEDY);
    struct part_stream *fresh = calloc(1, sizeof *fresh);
    if (!fresh)
        return error_no_memory(error, part);
    if (!zip_stream_open(package->zip, (size_t)index, &fresh->zip, error)) {
        free(fresh);
        return false;
    }
    *stream = fresh;
    return true;
}

long part_read(struct part_stream *stream, void *bytes, size_t size, struct error *error) {
    return zip_stream_read(stream->zip, bytes, size, error);
}

void part_close(struct part_stream *stream) {
    if (!stream)
        return;
    zip_stream_close(stream->zip);
    free(stream);
}

static long read_part(void *source, void *bytes, size_t size, struct error *error) {
    return part_read(source, bytes, size, error);
}

bool part_parse(struct package *package, const char *part, const struct xml_handlers *handlers,
                void *context, struct error *error) {
    struct part_stream *stream;
    if (!part_open(package, part, &stream, error))
        return false;
    bool whole = xml_parse(part, read_part, stream, package->limits, handlers, context, error);
    part_close(stream);
    return whole;
}

/* ---- part names ---- */

static int hex_value(char c) {
    return c >= '0' && c <= '9'                 ? c - '0'
           : (c | 32) >= 'a' && (c | 32) <= 'f' ? (c | 32) - 'a' + 10
                                                : -1;
}

static void turn_backslashes(char *name) {
    for (; *name; name++)
        if (*name == '\\')
            *name = '/';
}

/* Decodes %20, in place. */
static void decode(char *text) {
    char *out = text;
    for (const char *at = text; *at; at++) {
        int high = *at == '%' ? hex_value(at[1]) : -1, low = high >= 0 ? hex_value(at[2]) : -1;
        if (low >= 0 && (high || low)) {
            *out++ = (char)(high << 4 | low);
            at += 2;
        } else {
            *out++ = *at;
        }
    }
    *out = '\0';
}

/* Takes "." and ".." segments out of an absolute name, in place (RFC 3986 §5.2.4). */
static void remove_dots(char *name) {
    char *out = name;
    for (const char *at = name; *at;) {
        size_t length = 1 + strcspn(at + 1, "/");
        if (length == 3 && at[1] == '.' && at[2] == '.') {
            while (out > name && *--out != '/') {
            }
        } else if (!(length == 2 && at[1] == '.') && length > 1) {
            memmove(out, at, length);
            out += length;
        }
        at += length;
    }
    *out = '\0';
}

/* The absolute name of a target written in the relationships of `part`. */
static char *resolve(struct package *package, const char *part, const char *target) {
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) : 0;
    bool absolute = *target == '/' || *target == '\\';
    char *name = absolute ? arena_printf(package->arena, "/%s", target + 1)
                          : arena_printf(package->arena, "%.*s/%s", folder, part, target);
    if (!name)
        return NULL;
    name[strcspn(name, "#?")] = '\0';
    turn_backslashes(name);
    remove_dots(name);
    /* By ECMA-376-2 an entry is called by the name as it is written; many writers decode it. */
    if (!package_has(package, name))
        decode(name);
    return name;
}

/* ---- faults of lists ---- */

/* Keeps why a list could not be read whole. A limit or memory is told rather than damage: what is
 * read without the list's rest is then not what the package says. */
static void keep_fault(struct package *package, const struct error *fault) {
    bool worse = code_is_limit(fault->code) && !code_is_limit(package->fault.code);
    if (package->fault.code == CODE_NONE || worse)
        package->fault = *fault;
}

/* Reads a list, as far as it goes. */
static void read_list(struct package *package, const char *name,
                      const struct xml_handlers *handlers, void *context) {
    struct error fault = {.code = CODE_NONE};
    if (!part_parse(package, name, handlers, context, &fault))
        keep_fault(package, &fault);
}

const struct error *package_list_fault(struct package *package) {
    struct error fault = {.code = CODE_NONE};
    if (arena_failed(package->arena)) {
        arena_error(package->arena, &fault, "");
        keep_fault(package, &fault);
    }
    return &package->fault;
}

/* ---- relationships ---- */

struct relationship_reader {
    struct package *package;
    struct relationship_list *list;
};

static const char *last_segment(const char *uri) {
    const char *slash = strrchr(uri, '/');
    return slash ? slash + 1 : uri;
}

static bool on_relationship(void *context, const struct xml_element *element) {
    struct relationship_reader *reader = context;
    struct relationship_list *list = reader->list;
    struct arena *arena = reader->package->arena;
    if (strcmp(element->name, "Relationship") != 0)
        return true;
    const char *id = xml_attribute(element, XML_NONE, "Id");
    const char *type = xml_attribute(element, XML_NONE, "Type");
    const char *target = xml_attribute(element, XML_NONE, "Target");
    const char *mode = xml_attribute(element, XML_NONE, "TargetMode");
    if (!id || !type || !target)
        return true;
    struct relationship *items =
        arena_grow(arena, list->items, list->count, &list->capacity, sizeof *items);
    if (!items)
        return false;
    list->items = items;
    bool external = mode && strcasecmp(mode, "External") == 0;
    list->items[list->count] =
        (struct relationship){.id = arena_strdup(arena, id),
                              .type = arena_strdup(arena, last_segment(type)),
                              .target = external ? arena_strdup(arena, target)
                                                 : resolve(reader->package, list->part, target),
                              .external = external};
    list->count += !arena_failed(arena);
    return true;
}

static bool is_failed(void *context) {
    const struct relationship_reader *reader = context;
    return arena_failed(reader->package->arena);
}

/* "/word/document.xml" → "/word/_rels/document.xml.rels"; "/" → "/_rels/.rels". */
static char *relationships_part(struct package *package, const char *part) {
    const char *slash = strrchr(part, '/');
    int folder = slash ? (int)(slash - part) : 0;
    return arena_printf(package->arena, "%.*s/_rels/%s.rels", folder, part,
                        slash ? slash + 1 : part);
}

static struct relationship_list *read_relationships(struct package *package, const char *part) {
    static const struct xml_handlers handlers = {.start = on_relationship, .stopped = is_failed};
    struct relationship_list *list = arena_alloc(package->arena, sizeof *list);
    char *name = relationships_part(package, part);
    if (!list || !name)
        return NULL;
    list->part = arena_strdup(package->arena, part);
    list->next = package->lists;
    package->lists = list;
    struct relationship_reader reader = {.package = package, .list = list};
    /* A damaged list gives what was read before the damage; package_list_fault() reports it. */
    if (list->part && package_has(package, name))
        read_list(package, name, &handlers, &reader);
    return list;
}

const struct relationship *package_relationships(struct package *package, const char *part,
                                                 size_t *count) {
    struct relationship_list *list = package->lists;
    while (list && (!list->part || strcmp(list->part, part) != 0))
        list = list->next;
    if (!list)
        list = read_relationships(package, part);
    *count = list ? list->count : 0;
    return list ? list->items : NULL;
}

const struct relationship *package_related(struct package *package, const char *part,
                                           const char *type) {
    size_t count;
    const struct relationship *items = package_relationships(package, part, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].type, type) == 0)
            return &items[i];
    return NULL;
}

const struct relationship *package_relationship(struct package *package, const char *part,
                                                const char *id) {
    size_t count;
    const struct relationship *items = package_relationships(package, part, &count);
    for (size_t i = 0; i < count; i++)
        if (strcmp(items[i].id, id) == 0)
            return &items[i];
    return NULL;
}

/* ---- content types ---- */

static bool on_content_type(void *context, const struct xml_element *element) {
    struct relationship_reader *reader = context;
    struct package *package = reader->package;
    bool is_part = strcmp(element->name, "Override") == 0;
    const char *key = xml_attribute(element, XML_NONE, is_part ? "PartName" : "Extension");
    const char *type = xml_attribute(element, XML_NONE, "ContentType");
    if (!key || !type)
        return true;
    struct content_type *types = arena_grow(package->arena, package->types, package->type_count,
                                            &package->type_capacity, sizeof *types);
    if (!types)
        return false;
    package->types = types;
    struct content_type *row = &package->types[package->type_count];
    *row = (struct content_type){.key = is_part ? resolve(package, "/", key)
                                                : arena_strdup(package->arena, key),
                                 .is_part = is_part,
                                 .type = arena_strdup(package->arena, type)};
    package->type_count += !arena_failed(package->arena);
    return true;
}

static void read_content_types(struct package *package) {
    static const struct xml_handlers handlers = {.start = on_content_type, .stopped = is_failed};
    struct relationship_reader reader = {.package = package};
    package->types_read = true;
    if (package_has(package, "/[Content_Types].xml"))
        read_list(package, "/[Content_Types].xml", &handlers, &reader);
}

const char *package_content_type(struct package *package, const char *part) {
    if (!package->types_read)
        read_content_types(package);
    const char *dot = strrchr(part, '.'), *found = NULL;
    for (size_t i = 0; i < package->type_count; i++) {
        const struct content_type *row = &package->types[i];
        if (row->is_part && strcasecmp(row->key, part) == 0)
            return row->type;
        if (!row->is_part && dot && strcasecmp(row->key, dot + 1) == 0 && !found)
            found = row->type;
    }
    return found;
}
