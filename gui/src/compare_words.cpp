#include "compare_words.hpp"

#include <algorithm>
#include <cmath>

#include "display_text.hpp"
#include "landmark_words.hpp"
#include "review_words.hpp"
#include "session_choice.hpp"

namespace palpate::gui {

namespace {

/// Letters of a file's name, so that two of them have room beside each other.
constexpr int kMostOfName = 30;

SessionChoice choiceOf(const live::ComparedSession& session)
{
    const std::optional<Coaching>& coaching = session.header.coaching;
    return {.path = session.path,
            .info = session.header.info,
            .technique_title = coaching ? QString::fromStdString(coaching->technique.title) : QString(),
            .problem = {}};
}

QString momentText(const live::ComparedSession& session)
{
    const QString begun = begunText(session.header.info);
    return begun.isEmpty() ? middleCut(QString::fromStdString(session.path.filename().string()), kMostOfName)
                           : begun;
}

QString percent(double share)
{
    return QStringLiteral("%1 %").arg(std::lround(100.0 * share));
}

QString probability(double p)
{
    constexpr double kLeastShown = 0.001;
    return p < kLeastShown ? QStringLiteral("< 0.001") : QString::number(p, 'g', 2);
}

QString alignmentText(const std::optional<Alignment>& alignment)
{
    if (!alignment) {
        return QStringLiteral("not aligned");
    }
    QString text = QStringLiteral("after moved by %1 mm, turned by %2°, overlap %3")
                       .arg(std::lround(std::hypot(alignment->dx_mm, alignment->dy_mm)))
                       .arg(std::abs(alignment->rotation_deg), 0, 'f', 1)
                       .arg(percent(alignment->overlap));
    if (alignment->is_mirrored) {
        text += QStringLiteral(", mirrored");
    }
    if (alignment->landmarks > 0) {
        text += QStringLiteral(", by %1 landmarks").arg(alignment->landmarks);
    }
    return text;
}

QString testText(const MapTest& test)
{
    constexpr double kMostP = 0.05;
    const auto found = std::count_if(test.clusters.begin(), test.clusters.end(),
                                     [](const MapCluster& cluster) { return cluster.p <= kMostP; });
    const QString reach = QStringLiteral("%1 pairs of presses can reach p %2 at best.")
                              .arg(test.pairs)
                              .arg(probability(test.smallest_p));
    if (found == 0) {
        return QStringLiteral("Map test: no area changed alike in all presses beyond chance. ") + reach;
    }
    const QString areas = found == 1 ? QStringLiteral("one area") : QStringLiteral("%1 areas").arg(found);
    return QStringLiteral("Map test: %1 changed together over the presses, outlined (p %2). ")
               .arg(areas, probability(test.clusters.front().p)) +
           reach;
}

}  // namespace

QString comparedTitle(const live::SessionComparison& compared)
{
    const SessionChoice before = choiceOf(compared.before);
    const QString technique = techniqueText(before);
    return technique.isEmpty() ? clientText(before) : clientText(before) + QStringLiteral(" · ") + technique;
}

QString comparedSubtitle(const live::SessionComparison& compared, bool has_control)
{
    QString text =
        QStringLiteral("Before %1 · After %2").arg(momentText(compared.before), momentText(compared.after));
    if (has_control) {
        text += QStringLiteral(" · less a control site");
    }
    return text;
}

QString comparedFiles(const live::SessionComparison& compared)
{
    return QStringLiteral("Before: %1\nAfter: %2")
        .arg(QString::fromStdString(compared.before.path.string()),
             QString::fromStdString(compared.after.path.string()));
}

QString comparedCaption(const live::SessionComparison& compared, int map)
{
    return mapCaption(static_cast<ReviewMap>(map + 1), compared.before.header.info.setup) +
           QStringLiteral(" · ") + alignmentText(compared.comparison.alignment);
}

QStringList mapNotes(const Comparison& comparison)
{
    QStringList notes;
    if (comparison.map) {
        notes << QStringLiteral("%1 % of the load lies elsewhere than before.")
                     .arg(std::lround(comparison.map->moved_pct));
        const QString landmarks = landmarkResult(comparison.alignment, comparison.map->grid);
        if (!landmarks.isEmpty()) {
            notes << landmarks;
        }
    }
    if (comparison.map_test) {
        notes << testText(*comparison.map_test);
    } else if (!comparison.map_test_refusal.empty()) {
        notes << QStringLiteral("No map test: %1.").arg(QString::fromStdString(comparison.map_test_refusal));
    }
    return notes;
}

QStringList referenceNotes(const Comparison& comparison, bool has_reference)
{
    const bool has_drifted = std::any_of(
        comparison.reasons.begin(), comparison.reasons.end(),
        [](const ComparabilityReason& reason) { return reason.hindrance == Hindrance::MatDrift; });
    if (!has_reference || has_drifted) {
        return {};
    }
    return {QStringLiteral("The reference weight reads the same both times: the mat itself did not drift.")};
}

bool areSidesOpposite(const live::SessionComparison& compared)
{
    const std::optional<Side>& before = compared.before.header.info.side;
    const std::optional<Side>& after = compared.after.header.info.side;
    return before && after && *before != *after && *before != Side::Both && *after != Side::Both;
}

}  // namespace palpate::gui
