#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include <QButtonGroup>
#include <QComboBox>
#include <QFrame>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QStackedWidget>

#include "live_service.hpp"
#include "segmented.hpp"
#include "technique_button.hpp"

namespace palpate::gui {

/// What to do when no mat is connected: where the data comes from, how the mat lies, who is on it.
class ConnectPanel final : public QFrame {
    Q_OBJECT

  public:
    explicit ConnectPanel(QWidget* parent = nullptr);

    void setOptions(const ConnectOptions& options);
    /// The last answers, by mat: chosen already when the mat is.
    void setRememberedSetUps(const std::map<std::string, SetUp>& setups);
    /// Empty: none is chosen.
    void setTechnique(const QString& title) { technique_->setTitle(title); }
    void setSide(Side side);
    void focusConnect() { connect_->setFocus(Qt::TabFocusReason); }
    [[nodiscard]] ConnectChoice choice() const;

  Q_SIGNALS:
    void connectRequested();
    /// The user wants the ports to be looked for again.
    void rescanRequested();
    void techniqueRequested();

  private:
    [[nodiscard]] QWidget* makeSourceFields();
    [[nodiscard]] QWidget* makeSetUpTiles();
    [[nodiscard]] QWidget* makeClientFields();
    [[nodiscard]] std::optional<SetUp> chosenSetUp() const;
    void chooseRememberedSetUp();
    void orderTabs();
    void updateReady();

    Segmented* source_;
    QStackedWidget* source_fields_;
    QComboBox* scenario_;
    QComboBox* port_;
    QLineEdit* address_;
    QComboBox* profile_;
    QLabel* problem_;
    std::map<std::string, SetUp> remembered_;
    QButtonGroup* setup_group_;
    std::vector<QPushButton*> setups_;
    QLabel* setup_meaning_;
    QLineEdit* client_;
    TechniqueButton* technique_;
    QComboBox* side_;
    QComboBox* phase_;
    QLabel* hint_;
    QPushButton* connect_;
};

}  // namespace palpate::gui
