#pragma once

#include <optional>

#include <QObject>

#include "palpate/core/units.hpp"

namespace palpate::gui {

/// The place of the client that is pointed at, on the first session's mat: one for all maps of a comparison.
class LinkedCursor final : public QObject {
    Q_OBJECT

  public:
    explicit LinkedCursor(QObject* parent = nullptr);

    void setPlace(const std::optional<MatPoint>& place);
    [[nodiscard]] const std::optional<MatPoint>& place() const { return place_; }

  Q_SIGNALS:
    void moved();

  private:
    std::optional<MatPoint> place_;
};

}  // namespace palpate::gui
