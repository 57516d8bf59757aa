#pragma once

#include <QButtonGroup>
#include <QLineEdit>
#include <QPushButton>
#include <QWidget>

#include "region_editor.hpp"

namespace palpate::gui {

/// The tools of a RegionEditor: three shapes to draw, the name of the selected region, delete.
class RegionBar final : public QWidget {
    Q_OBJECT

  public:
    /// The editor must outlive this.
    RegionBar(RegionEditor& editor, QWidget* parent);

    /// Off where figures typed on the keyboard mean something else: the name is then not waiting for keys.
    void setTyping(bool on) { takes_focus_ = on; }

  Q_SIGNALS:
    /// A tool was taken: the map waits for the mouse or the keyboard.
    void drawingBegun();
    /// The name was taken: keys go back to the map.
    void named();

  private:
    void follow();
    void addTool(RegionEditor::Tool tool, const QString& title, const QString& name);

    RegionEditor& editor_;
    QButtonGroup* tools_;
    QLineEdit* name_;
    QPushButton* delete_;
    bool takes_focus_ = true;
    std::size_t known_regions_ = 0;
};

}  // namespace palpate::gui
