#include "normalize/table/match.h"
#include "normalize/table/align.h"
#include "normalize/table/likely_pairs.h"
#include "normalize/text/fold.h"
#include "normalize/labels/label_sense.h"
#include "normalize/table/weights.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

struct matcher {
    const struct pages *pages;
    const struct ruleset *ruleset;
    struct arena *arena;
    const struct event_sink *sink;
    size_t rows, lines;
    struct likely_pairs likely;
    long *section;         /* [line]: the nearest line above with an STT, -1 when there is none */
    const char **row_stts; /* without the last dot */
    struct row_match *matches;
    int *row_of; /* [line]: the row it is matched to, -1: none */
};

/* How alike the labels are; 0 when the pair is not likely. */
static float likeness_of(const struct matcher *m, size_t row, size_t line) {
    const struct likely_pair *pair = likely_pairs_get(&m->likely, line, row);
    return pair ? pair->whole : 0;
}

static const char *stt_of_row(struct arena *arena, const struct form_row *row) {
    size_t length = strlen(row->stt);
    while (length > 0 && row->stt[length - 1] == '.')
        length--;
    return arena_strndup(arena, row->stt, length);
}

/* Points for a text of the line beside the row's: none when both are empty. */
static float text_points(const char *line, const char *row, float equal, float other,
                         float only_one) {
    if (!*line && !*row)
        return 0;
    if (!*line || !*row)
        return only_one;
    return strcmp(line, row) == 0 ? equal : other;
}

static float stt_points(const char *line, const char *row) {
    return text_points(line, row, STT_EQUAL, STT_OTHER, STT_ONLY_ONE);
}

static float unit_points(const char *line, const char *row) {
    return text_points(line, row, UNIT_EQUAL, UNIT_OTHER, UNIT_ONLY_ONE);
}

/* Points for the section of a line, where the row has no number: the nearest numbered line above,
 * compared with the row's parent. */
static float section_points(const struct matcher *m, size_t row, size_t line) {
    int parent = m->ruleset->rows[row].parent;
    long above = m->section[line];
    if (*m->row_stts[row] || parent < 0 || above < 0)
        return 0;
    if (likeness_of(m, (size_t)parent, (size_t)above) >= SECTION_LIKENESS)
        return SECTION_OWN;
    return m->likely.best[above] >= SECTION_LIKENESS ? SECTION_OTHER : 0;
}

/* What pairing a row and a line gains; false when they must not be paired. */
static bool pair_points(const struct matcher *m, size_t row, size_t line, float likeness,
                        float *points) {
    const struct form_row *form = &m->ruleset->rows[row];
    const struct line *own = &m->pages->lines[line];
    float stt = stt_points(own->stt, m->row_stts[row]);
    float unit = unit_points(own->unit_key, form->unit_key);
    bool vouched = stt == STT_EQUAL && unit >= 0;
    float best = m->likely.best[line];
    if (best >= LIKENESS_MIN && likeness < best - LIKENESS_LEAD_MAX)
        return false;
    if (likeness < (vouched ? LIKELY_MIN : LIKENESS_MIN))
        return false;
    *points =
        (likeness - LIKENESS_ZERO) * LIKENESS_POINTS + stt + unit + section_points(m, row, line);
    if (form->kind == KIND_HEADING && own->value && *own->value->text)
        *points += HEADING_WITH_VALUE;
    return true;
}

static bool collect_context(struct matcher *m) {
    m->section = arena_array(m->arena, m->lines + 1, sizeof *m->section);
    m->row_stts = arena_array(m->arena, m->rows + 1, sizeof *m->row_stts);
    if (!m->section || !m->row_stts)
        return false;
    for (size_t i = 0; i < m->rows; i++)
        if (!(m->row_stts[i] = stt_of_row(m->arena, &m->ruleset->rows[i])))
            return false;
    for (size_t j = 0; j < m->lines; j++)
        m->section[j] = j == 0 ? -1 : *m->pages->lines[j - 1].stt ? (long)j - 1 : m->section[j - 1];
    return true;
}

/* The candidate pairs with what each gains: at most two per likely pair, single and joined. */
static struct align_pair *list_pairs(const struct matcher *m, size_t *count) {
    struct align_pair *pairs = arena_array(m->arena, 2 * m->likely.count + 1, sizeof *pairs);
    for (size_t k = 0; pairs && k < m->likely.count; k++) {
        const struct likely_pair *own = &m->likely.pairs[k];
        struct align_pair pair = {.line = own->line, .row = own->row};
        if (pair_points(m, own->row, own->line, own->whole, &pair.gain))
            pairs[(*count)++] = pair;
        /* Joining must make the label better, else the second line is a row of its own or a note.
         */
        pair.joins_next = own->joined > own->whole;
        if (pair.joins_next && pair_points(m, own->row, own->line, own->joined, &pair.gain)) {
            pair.gain += JOIN_COST;
            pairs[(*count)++] = pair;
        }
    }
    return pairs;
}

static struct align_line *align_lines(const struct matcher *m) {
    struct align_problem problem = {.rows = m->rows, .lines = m->lines, .row_gap = ROW_GAP};
    float *gaps = arena_array(m->arena, m->lines + 1, sizeof *gaps);
    float *neighbour = arena_array(m->arena, m->rows + 1, sizeof *neighbour);
    problem.pairs = list_pairs(m, &problem.pair_count);
    if (!problem.pairs || !gaps || !neighbour)
        return NULL;
    for (size_t i = 0; i < m->rows; i++)
        neighbour[i] = *m->row_stts[i] ? NEIGHBOUR_NUMBERED : NEIGHBOUR_BULLET;
    for (size_t j = 0; j < m->lines; j++)
        gaps[j] = LINE_GAP;
    problem.neighbour = neighbour;
    problem.line_gap = gaps;
    return align(&problem, m->arena);
}

/* A score is for people: four decimals are as much as it means. */
static double score_of(double likeness, double margin) {
    double score = likeness * (1 - exp(-(margin > 0 ? margin : 0) / SCORE_MARGIN));
    return round(score * 1e4) / 1e4;
}

/* The other row whose label is most like the line's, -1 when there is none. */
static int next_likely_row(const struct matcher *m, size_t row, size_t line) {
    int next = -1;
    float most = 0;
    for (uint32_t k = m->likely.line_begin[line]; k < m->likely.line_begin[line + 1]; k++) {
        const struct likely_pair *pair = &m->likely.pairs[k];
        if (pair->row != row && pair->whole > most) {
            most = pair->whole;
            next = (int)pair->row;
        }
    }
    return next;
}

static void take_alignment(struct matcher *m, const struct align_line *lines) {
    for (size_t j = 0; j < m->lines; j++) {
        const struct align_line *own = &lines[j];
        m->row_of[j] = own->row;
        if (own->row < 0 || own->joins_last)
            continue;
        const struct likely_pair *pair = likely_pairs_get(&m->likely, j, (size_t)own->row);
        struct row_match *match = &m->matches[own->row];
        match->line = (int)j;
        match->second = own->joins_next ? (int)j + 1 : -1;
        match->likeness = (double)(own->joins_next ? pair->joined : pair->whole);
        match->margin = (double)own->margin;
        match->runner_up =
            own->runner_up >= 0 ? own->runner_up : next_likely_row(m, (size_t)own->row, j);
        if (match->runner_up >= 0)
            match->runner_up_likeness = (double)likeness_of(m, (size_t)match->runner_up, j);
        match->by_position = match->likeness < (double)LIKENESS_MIN;
        match->score = score_of(match->likeness, match->margin);
    }
}

/* The row that heads the section of a line: the row of the nearest line above with an STT, -1 when
 * none. */
static int parent_of_line(const struct matcher *m, size_t line) {
    return m->section[line] >= 0 ? m->row_of[m->section[line]] : -1;
}

/* True when another row of the form is (nearly) as much like this line: the label alone does not
 * decide. */
static bool has_twin(const struct matcher *m, const struct likely_pair *own) {
    const struct likely_pairs *a = &m->likely;
    for (uint32_t k = a->line_begin[own->line]; k < a->line_begin[own->line + 1]; k++)
        if (a->pairs[k].row != own->row && a->pairs[k].whole >= TWIN_LIKENESS * own->whole)
            return true;
    return false;
}

/* True when the context fits, which decides between equal labels: the STT where either has one,
 * else the section. */
static bool context_agrees(const struct matcher *m, size_t row, size_t line) {
    const char *stt = m->pages->lines[line].stt;
    if (*m->row_stts[row] || *stt)
        return strcmp(m->row_stts[row], stt) == 0;
    return parent_of_line(m, line) == m->ruleset->rows[row].parent;
}

/* The best free row for a line left over, NULL when none will do. */
static const struct likely_pair *find_moved_row(const struct matcher *m, size_t line, float *lead) {
    const struct line *own = &m->pages->lines[line];
    const struct likely_pair *best = NULL;
    float second = 0;
    for (uint32_t k = m->likely.line_begin[line]; k < m->likely.line_begin[line + 1]; k++) {
        const struct likely_pair *pair = &m->likely.pairs[k];
        if (m->matches[pair->row].line >= 0 || pair->whole < MOVED_LIKENESS_MIN ||
            unit_points(own->unit_key, m->ruleset->rows[pair->row].unit_key) < UNIT_ONLY_ONE)
            continue;
        if (has_twin(m, pair) && !context_agrees(m, pair->row, line))
            continue;
        if (!best || pair->whole > best->whole) {
            second = best ? best->whole : 0;
            best = pair;
        } else if (pair->whole > second) {
            second = pair->whole;
        }
    }
    *lead = best ? best->whole - second : 0;
    return best;
}

/* True when the label and its section decide the pair, whatever the order of rows. */
static bool is_distinct(const struct matcher *m, size_t row, size_t line) {
    const struct likely_pairs *a = &m->likely;
    float own = likeness_of(m, row, line);
    if (own < DISTINCT_LIKENESS_MIN)
        return false;
    bool in_place = context_agrees(m, row, line);
    for (uint32_t k = a->line_begin[line]; k < a->line_begin[line + 1]; k++) {
        const struct likely_pair *other = &a->pairs[k];
        if (other->row != row && other->whole > own - LIKENESS_LEAD_MAX &&
            (!in_place || context_agrees(m, other->row, line)))
            return false;
    }
    for (uint32_t k = a->row_begin[row]; k < a->row_begin[row + 1]; k++) {
        const struct likely_pair *other = &a->pairs[a->of_rows[k]];
        if (other->line != line && other->whole > own - DISTINCT_LEAD_MIN &&
            (!in_place || context_agrees(m, row, other->line)))
            return false;
    }
    return true;
}

/* True when the label of a match means nothing that its row's does not; a row cut in two is judged
 * as a whole. */
static bool label_agrees(const struct matcher *m, size_t row) {
    const struct row_match *match = &m->matches[row];
    const struct line *line = &m->pages->lines[match->line];
    const struct label *label = line->label;
    const char *text = line->text;
    if (match->second >= 0) {
        text = arena_printf(m->arena, "%s %s", text, m->pages->lines[match->second].whole);
        label = text ? label_parse(m->ruleset->labels, m->arena, text) : NULL;
    }
    return label && labels_foreign_weight(m->ruleset->labels, label, row) <= CERTAIN_FOREIGN_MAX &&
           label_sense_matches(m->ruleset, &m->ruleset->rows[row], text, m->arena);
}

static void decide_certainty(struct matcher *m) {
    for (size_t i = 0; i < m->rows; i++) {
        struct row_match *match = &m->matches[i];
        if (match->line < 0 || match->moved)
            continue;
        if (!label_agrees(m, i))
            continue;
        match->certain = (match->likeness >= CERTAIN_LIKENESS && match->margin >= CERTAIN_MARGIN) ||
                         (match->second < 0 && is_distinct(m, i, (size_t)match->line));
    }
}

/* True when another free line is as much like the row, and is in place as well: then neither may
 * have it. */
static bool is_contested(const struct matcher *m, const struct likely_pair *own) {
    const struct likely_pairs *a = &m->likely;
    for (uint32_t k = a->row_begin[own->row]; k < a->row_begin[own->row + 1]; k++) {
        const struct likely_pair *other = &a->pairs[a->of_rows[k]];
        if (other->line != own->line && m->row_of[other->line] < 0 &&
            other->whole >= own->whole - MOVED_LEAD_MIN &&
            context_agrees(m, own->row, other->line) >= context_agrees(m, own->row, own->line))
            return true;
    }
    return false;
}

static void match_moved_lines(struct matcher *m) {
    for (size_t j = 0; j < m->lines; j++) {
        float lead;
        const struct likely_pair *pair = m->row_of[j] < 0 ? find_moved_row(m, j, &lead) : NULL;
        if (!pair || lead < MOVED_LEAD_MIN || is_contested(m, pair))
            continue;
        double likeness = (double)pair->whole, margin = (double)(lead * LIKENESS_POINTS);
        m->row_of[j] = (int)pair->row;
        m->matches[pair->row] = (struct row_match){.line = (int)j,
                                                   .second = -1,
                                                   .likeness = likeness,
                                                   .margin = margin,
                                                   .score = score_of(likeness, margin),
                                                   .runner_up = -1,
                                                   .moved = true};
        m->matches[pair->row].certain = label_agrees(m, pair->row);
    }
}

/* The location of a line's value cell: "t1!R5C3". */
enum { PLACE_BYTES = 64 };
static void format_location(const struct line *line, char place[PLACE_BYTES]) {
    snprintf(place, PLACE_BYTES, "t%u!R%uC%u", line->block->number, line->row, line->value_column);
}

static void emit_match(const struct matcher *m, size_t row) {
    const struct row_match *match = &m->matches[row];
    const struct line *line = &m->pages->lines[match->line];
    const char *id = m->ruleset->rows[row].id;
    char likeness[16], score[16], margin[24], other[16], at[PLACE_BYTES];
    snprintf(likeness, sizeof likeness, "%.3f", match->likeness);
    snprintf(score, sizeof score, "%.3f", match->score);
    snprintf(margin, sizeof margin, "%.1f", match->margin);
    snprintf(other, sizeof other, "%.3f", match->runner_up_likeness);
    format_location(line, at);
    struct event_field fields[8] = {{"label", line->text},    {"stt", line->stt},
                                    {"unit", line->unit_key}, {"likeness", likeness},
                                    {"score", score},         {"margin", margin}};
    size_t count = 6;
    if (match->runner_up >= 0) {
        fields[count++] = (struct event_field){"runner-up", m->ruleset->rows[match->runner_up].id};
        fields[count++] = (struct event_field){"runner-up-likeness", other};
    }
    const char *message =
        match->moved         ? "The row is out of order; its label is the indicator's."
        : match->by_position ? "The label is damaged; STT, unit and place are the indicator's."
        : match->second >= 0 ? "The row is cut in two; both halves are the indicator's."
                             : "The row has the indicator's label.";
    event_emit(m->sink, &(struct event){.code = CODE_ROW_MATCHED,
                                        .at = at,
                                        .indicator = id,
                                        .message = message,
                                        .fields = fields,
                                        .field_count = count});
}

static void emit_matches(const struct matcher *m) {
    for (size_t i = 0; i < m->rows; i++) {
        if (m->matches[i].line >= 0)
            emit_match(m, i);
        else
            event_emit(m->sink, &(struct event){
                                    .code = CODE_ROW_MISSING,
                                    .indicator = m->ruleset->rows[i].id,
                                    .message = "No row of the table has this indicator's label."});
    }
    for (size_t j = 0; j < m->lines; j++) {
        const struct line *line = &m->pages->lines[j];
        char at[PLACE_BYTES];
        if (m->row_of[j] >= 0)
            continue;
        format_location(line, at);
        event_note(m->sink, CODE_ROW_UNMATCHED, at, "No row of the form is like \"%s\".",
                   line->text);
    }
}

bool match_rows(const struct pages *pages, const struct ruleset *ruleset, struct arena *arena,
                const struct event_sink *sink, struct row_match **matches, int **line_rows) {
    struct matcher m = {.pages = pages,
                        .ruleset = ruleset,
                        .arena = arena,
                        .sink = sink,
                        .rows = ruleset->row_count,
                        .lines = pages->line_count};
    m.matches = arena_array(arena, m.rows + 1, sizeof *m.matches);
    m.row_of = arena_array(arena, m.lines + 1, sizeof *m.row_of);
    if (!m.matches || !m.row_of || !likely_pairs_find(pages, ruleset, arena, &m.likely) ||
        !collect_context(&m))
        return false;
    for (size_t i = 0; i < m.rows; i++)
        m.matches[i] = (struct row_match){.line = -1, .second = -1, .runner_up = -1};
    const struct align_line *lines = align_lines(&m);
    if (!lines)
        return false;
    take_alignment(&m, lines);
    decide_certainty(&m);
    match_moved_lines(&m);
    if (event_wanted(sink))
        emit_matches(&m);
    *matches = m.matches;
    *line_rows = m.row_of;
    return true;
}

const struct line *match_value_line(const struct pages *pages, const struct row_match *match) {
    const struct line *first = &pages->lines[match->line];
    if (match->second < 0)
        return first;
    const struct line *second = &pages->lines[match->second];
    return !line_cell_is_filled(first->value) && second->value ? second : first;
}
