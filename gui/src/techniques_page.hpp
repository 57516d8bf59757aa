#pragma once

#include <optional>

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QWidget>

#include "page_header.hpp"
#include "technique_catalogue.hpp"
#include "technique_choice.hpp"
#include "technique_grid.hpp"
#include "technique_sheet.hpp"

namespace palpate::gui {

/// The techniques to choose from, and the one that is looked at. Escape goes back to all of them.
class TechniquesPage final : public QWidget {
    Q_OBJECT

  public:
    explicit TechniquesPage(const Theme& theme, QWidget* parent = nullptr);

    void setCatalogue(TechniqueCatalogueForGui catalogue);
    /// The present one; none = without.
    void setChoice(const std::optional<TechniqueChoice>& choice);
    void setTheme(const Theme& theme);
    void showAll();
    void showTechnique(const Technique& technique);
    /// None when there is no technique of that id.
    [[nodiscard]] std::optional<Technique> find(const std::string& id) const;

  Q_SIGNALS:
    /// None: on without a technique.
    void chosen(const std::optional<palpate::gui::TechniqueChoice>& choice);

  protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;

  private:
    enum StackPage { All, One };

    QWidget* makeScrolling(QWidget* content);

    TechniqueCatalogueForGui catalogue_;
    std::optional<TechniqueChoice> choice_;
    std::string looked_at_;
    PageHeader* header_;
    QPushButton* back_;
    QPushButton* without_;
    QStackedWidget* stack_;
    TechniqueGrid* grid_;
    TechniqueSheet* sheet_;
};

}  // namespace palpate::gui
