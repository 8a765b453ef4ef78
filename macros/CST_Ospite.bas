Attribute VB_Name = "CST_Ospite"
Option Private Module
' Which program runs this workbook, and how LibreOffice gets to Python: the one place that both hosts share.
'
' No Option Explicit in this module: in Excel the undeclared ThisComponent is an Empty Variant, in LibreOffice it is the
' document. (Application.Name says "Microsoft Excel" in both.)

' The Basic function that the LibreOffice extension of cst_xl brings along.
Private Const BRIDGE = "vnd.sun.star.script:CstXl.Ponte.Chiama?language=Basic&location=application"

Public Function InLibreOffice() As Boolean
    InLibreOffice = Not IsEmpty(ThisComponent)
End Function

' Call a cell function or a command of cst_xl from LibreOffice. A failure comes back as a text that begins with #CST!.
Public Function CstLO(called, arguments)
    Dim script, positions(), changed(), answer
    On Error GoTo missing
    Set script = ThisComponent.getScriptProvider().getScript(BRIDGE)
    On Error GoTo failed
    answer = script.invoke(Array(called, arguments, ThisComponent), positions, changed)
    CstLO = CstMatrix(answer)
    Exit Function
missing:
    CstLO = "#CST! Manca l'estensione CST per LibreOffice: va installata una volta su questo PC."
    Exit Function
failed:
    CstLO = CstFailure(Err.Description)
End Function

' What a cell shows when Python can't be reached, on one line; Excel cuts texts over 255 characters inside arrays.
Public Function CstFailure(detail)
    Dim sentence
    sentence = "#CST! Calcolo non riuscito: premere Diagnostica nel foglio Istruzioni. (" & detail & ")"
    CstFailure = Left(Replace(Replace(sentence, vbCr, ""), vbLf, " "), 250)
End Function

' Rows of rows, as UNO hands tables over, as the matrix that cells need; anything else as it is.
Public Function CstMatrix(rows)
    Dim row, column, matrix()
    CstMatrix = rows
    If Not IsArray(rows) Then Exit Function
    If UBound(rows) < LBound(rows) Then Exit Function
    If Not IsArray(rows(LBound(rows))) Then Exit Function
    ReDim matrix(UBound(rows) - LBound(rows), UBound(rows(LBound(rows))) - LBound(rows(LBound(rows))))
    For row = 0 To UBound(matrix, 1)
        For column = 0 To UBound(matrix, 2)
            matrix(row, column) = rows(LBound(rows) + row)(LBound(rows(LBound(rows))) + column)
        Next column
    Next row
    CstMatrix = matrix
End Function

' An optional argument as it can stand in Array(): LibreOffice can't put a missing one there.
Public Function CstOptional(Optional value)
    If Not IsMissing(value) Then CstOptional = value
End Function
