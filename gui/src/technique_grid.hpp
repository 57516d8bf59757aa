#pragma once

#include <vector>

#include <QLabel>
#include <QWidget>

#include "technique_card.hpp"
#include "technique_catalogue.hpp"

namespace palpate::gui {

/// All techniques as cards, and the files that are wrong with their reasons. Tab and the arrow keys go from
/// card to card, Enter chooses.
class TechniqueGrid final : public QWidget {
    Q_OBJECT

  public:
    explicit TechniqueGrid(const Theme& theme, QWidget* parent = nullptr);

    void setCatalogue(const TechniqueCatalogueForGui& catalogue);
    void setTheme(const Theme& theme);
    /// On the card of `id`, else on the first.
    void focusCard(const std::string& id);

  Q_SIGNALS:
    void chosen(const palpate::Technique& technique);

  protected:
    void keyPressEvent(QKeyEvent* event) override;

  private:
    [[nodiscard]] TechniqueCard* neighbour(const TechniqueCard& from, int key) const;

    Theme theme_;
    std::vector<TechniqueCard*> cards_;
    QWidget* field_;
    QLabel* empty_;
    QLabel* problems_;
};

}  // namespace palpate::gui
