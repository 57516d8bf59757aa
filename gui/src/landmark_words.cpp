#include "landmark_words.hpp"

#include <algorithm>
#include <cmath>

namespace palpate::gui {

namespace {

QString millimetres(double mm)
{
    return mm < 1.0 ? QStringLiteral("less than 1 mm") : QStringLiteral("%1 mm").arg(std::lround(mm));
}

QString whichPair(std::size_t number)
{
    return number <= analysis::kLeastLandmarks
               ? QStringLiteral("%1 of at least %2").arg(number).arg(analysis::kLeastLandmarks)
               : QStringLiteral("number %1").arg(number);
}

}  // namespace

double mostApartMm(const MatGeometry& mat)
{
    constexpr double kLeastMm = 30.0;
    constexpr double kPitches = 1.5;
    return std::max(kLeastMm, kPitches * std::max(mat.pitchXMm(), mat.pitchYMm()));
}

QString landmarkStep(const LandmarkPairs& pairs, std::optional<double> apart_mm, double most_apart_mm,
                     bool mirrors)
{
    const std::size_t count = pairs.pairs().size();
    const QString same = mirrors ? QStringLiteral("the matching place of the other side")
                                 : QStringLiteral("the same place of the client");
    if (pairs.isHalf()) {
        const QString map =
            pairs.next() == ClickedMap::After ? QStringLiteral("After") : QStringLiteral("Before");
        return QStringLiteral("Now click %1 on %2: %3.").arg(same, map, whichPair(count + 1));
    }
    if (count < analysis::kLeastLandmarks) {
        return QStringLiteral("Click a place on Before, then %1 on After: %2.")
            .arg(same, whichPair(count + 1));
    }
    if (!apart_mm) {
        return QStringLiteral("All landmarks lie within a few millimetres: add one far from them.");
    }
    if (*apart_mm > most_apart_mm) {
        return QStringLiteral(
                   "Fitted, the pairs still lie %1 apart: look again whether each is the same place.")
            .arg(millimetres(*apart_mm));
    }
    return QStringLiteral("%1 pairs, which fit to %2. Use them, or click further ones.")
        .arg(count)
        .arg(millimetres(*apart_mm));
}

QString landmarkResult(const std::optional<Alignment>& alignment, const MatGeometry& mat)
{
    if (!alignment || alignment->landmarks == 0 || !alignment->landmark_residual_mm) {
        return {};
    }
    const double apart_mm = *alignment->landmark_residual_mm;
    QString text = QStringLiteral("Aligned by %1 landmarks, which then lie %2 apart.")
                       .arg(alignment->landmarks)
                       .arg(millimetres(apart_mm));
    if (apart_mm > mostApartMm(mat)) {
        text += QStringLiteral(" That is much: look again whether each pair is the same place.");
    }
    return text;
}

}  // namespace palpate::gui
