#pragma once

#include <optional>

#include "adherence_model.hpp"
#include "card_table.hpp"

namespace palpate::gui {

/// How the session kept to its technique; hidden for a session without one.
class AdherenceTable final : public QWidget {
    Q_OBJECT

  public:
    AdherenceTable(const Theme& theme, QWidget* parent);

    void setResults(const std::optional<CoachResults>& results);
    void setTheme(const Theme& theme);

  private:
    AdherenceModel* model_;
    CardTable* card_;
};

}  // namespace palpate::gui
