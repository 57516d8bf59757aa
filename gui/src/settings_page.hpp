#pragma once

#include <QDoubleSpinBox>
#include <QLineEdit>
#include <QWidget>

#include "page_header.hpp"
#include "segmented.hpp"
#include "settings.hpp"

class QGridLayout;

namespace palpate::gui {

/// What the user may choose; every change takes effect at once, but the text size with the next start.
class SettingsPage final : public QWidget {
    Q_OBJECT

  public:
    SettingsPage(const Theme& theme, const Settings& settings, QWidget* parent = nullptr);

    void setSettings(const Settings& settings);
    void setTheme(const Theme& theme) { header_->setTheme(theme); }

  Q_SIGNALS:
    void settingsChanged(const palpate::gui::Settings& settings);

  private:
    [[nodiscard]] QWidget* makeCard();
    [[nodiscard]] QWidget* makeFolderField();
    void addRow(QGridLayout& grid, const QString& name, const QString& hint, QWidget* field);
    void connectControls();
    void showValues();
    void changed();

    Settings settings_;
    PageHeader* header_;
    Segmented* theme_;
    Segmented* colors_;
    Segmented* text_;
    Segmented* sound_;
    QDoubleSpinBox* range_;
    QDoubleSpinBox* tool_range_;
    QDoubleSpinBox* contact_;
    QDoubleSpinBox* hold_;
    QLineEdit* folder_;
};

}  // namespace palpate::gui
