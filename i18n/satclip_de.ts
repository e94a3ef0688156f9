<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/algorithms/common.py" line="31"/>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="64"/>
        <source>Add embeddings to a layer</source>
        <translation>Einem Layer Embeddings hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="68"/>
        <source>Adds SatCLIP location embeddings to the features of a layer.</source>
        <translation>Fügt den Objekten eines Layers SatCLIP-Embeddings ihrer Orte hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="72"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,ort,satellit,merkmale,anreichern,maschinelles lernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="76"/>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="82"/>
        <source>All dimensions of the embedding</source>
        <translation>Alle Dimensionen des Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="82"/>
        <source>The first principal components</source>
        <translation>Die ersten Hauptkomponenten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="83"/>
        <source>What to add</source>
        <translation>Was hinzugefügt wird</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="86"/>
        <source>Number of principal components</source>
        <translation>Anzahl der Hauptkomponenten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="95"/>
        <source>Prefix of the new fields</source>
        <translation>Präfix der neuen Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="96"/>
        <source>Layer with embeddings</source>
        <translation>Layer mit Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="97"/>
        <source>Features with an embedding</source>
        <translation>Objekte mit Embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="98"/>
        <source>Features without</source>
        <translation>Objekte ohne Embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="99"/>
        <source>Number of fields added</source>
        <translation>Anzahl der hinzugefügten Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/places.py" line="55"/>
        <source>The layer “{layer}” has no coordinate reference system, so its places on Earth are unknown: set it in the layer's properties (Source).</source>
        <translation>Der Layer „{layer}“ hat kein Koordinatenbezugssystem, seine Orte auf der Erde sind also unbekannt: Legen Sie es in den Layereigenschaften (Quelle) fest.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="116"/>
        <source>The encoder has {dimension} components, and COMPONENTS asks for {components}.</source>
        <translation>Der Encoder hat {dimension} Komponenten, COMPONENTS verlangt {components}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="197"/>
        <source>The output could not be written: {reason}</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="206"/>
        <source>The layer has a field “{name}” already: choose another prefix (PREFIX).</source>
        <translation>Der Layer hat bereits ein Feld „{name}“: Wählen Sie ein anderes Präfix (PREFIX).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="217"/>
        <source>{count} features have no geometry or an empty one: kept without an embedding.</source>
        <translation>{count} Objekte haben keine oder eine leere Geometrie: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="218"/>
        <source>{count} features have coordinates that are not finite: kept without an embedding.</source>
        <translation>{count} Objekte haben Koordinaten, die nicht endlich sind: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="219"/>
        <source>{count} features can&apos;t be transformed to longitude and latitude: kept without an embedding.</source>
        <translation>{count} Objekte lassen sich nicht in Länge und Breite umrechnen: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="222"/>
        <source>{count} features lie beyond 90 degrees of latitude: kept without an embedding.</source>
        <translation>{count} Objekte liegen jenseits von 90 Grad Breite: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="227"/>
        <source>{count} features have an embedding.</source>
        <translation>{count} Objekte haben ein Embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="52"/>
        <source>Draw an embedding map</source>
        <translation>Embedding-Karte zeichnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="56"/>
        <source>Draws the principal components of SatCLIP&apos;s embedding of each pixel&apos;s place.</source>
        <translation>Zeichnet die Hauptkomponenten des SatCLIP-Embeddings am Ort jedes Pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="60"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,raster,karte,pca,hauptkomponenten,satellit,maschinelles lernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="61"/>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="62"/>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="68"/>
        <source>CRS of the map</source>
        <translation>KBS der Karte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="68"/>
        <source>The encoder&apos;s own: same colours on all maps</source>
        <translation>Die des Encoders: gleiche Farben auf allen Karten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="69"/>
        <source>Fitted to the extent: most contrast</source>
        <translation>An die Ausdehnung angepasst: größter Kontrast</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="70"/>
        <source>From a file saved earlier</source>
        <translation>Aus einer früher gespeicherten Datei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="72"/>
        <source>Basis</source>
        <translation>Basis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="73"/>
        <source>Basis file</source>
        <translation>Datei der Basis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="76"/>
        <source>Number of principal components (bands)</source>
        <translation>Anzahl der Hauptkomponenten (Kanäle)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="86"/>
        <source>Embedding map</source>
        <translation>Embedding-Karte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="87"/>
        <source>Save the basis</source>
        <translation>Basis speichern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="80"/>
        <source>Width in pixels</source>
        <translation>Breite in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="81"/>
        <source>Height in pixels</source>
        <translation>Höhe in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="82"/>
        <source>Pixels that have a place on Earth</source>
        <translation>Pixel mit einem Ort auf der Erde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="90"/>
        <source>The CRS of the map (CRS) is not valid: choose another.</source>
        <translation>Das KBS der Karte (CRS) ist ungültig: Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="93"/>
        <source>The map has {width} x {height} pixels.</source>
        <translation>Die Karte hat {width} x {height} Pixel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="120"/>
        <source>Choose the file of the basis (BASIS_FILE).</source>
        <translation>Wählen Sie die Datei der Basis (BASIS_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="129"/>
        <source>The file of the basis can&apos;t be read: {reason}.</source>
        <translation>Die Datei der Basis kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="133"/>
        <source>{file} is not a basis that this algorithm has saved (BASIS_OUTPUT).</source>
        <translation>{file} ist keine Basis, die dieser Algorithmus gespeichert hat (BASIS_OUTPUT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="166"/>
        <source>The backend's results lack “{name}”. Run it again.</source>
        <translation>In den Ergebnissen des Backends fehlt „{name}“. Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="38"/>
        <source>Set up the backend</source>
        <translation>Backend einrichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="42"/>
        <source>Installs PyTorch and SatCLIP&apos;s backend into a folder of their own.</source>
        <translation>Installiert PyTorch und das Backend von SatCLIP in einen eigenen Ordner.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="46"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,installieren,torch,pytorch,python,umgebung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>Python 3.10 or newer to install with (found by itself if empty)</source>
        <translation>Python 3.10 oder neuer für die Installation (wird gesucht, wenn leer)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>Folder of wheels (packages on disk)</source>
        <translation>Ordner mit Wheels (Pakete auf der Festplatte)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>Address of another package index</source>
        <translation>Adresse eines anderen Paketverzeichnisses</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="51"/>
        <source>Use the folder of wheels only</source>
        <translation>Nur den Ordner mit Wheels verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Python of the backend</source>
        <translation>Python des Backends</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="67"/>
        <source>Log of the installation</source>
        <translation>Protokoll der Installation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="73"/>
        <source>The plugin&apos;s folder lacks the backend&apos;s wheel: install the plugin again.</source>
        <translation>Im Ordner der Erweiterung fehlt das Wheel des Backends: Installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="79"/>
        <source>To work without a network choose a folder of wheels (WHEELS).</source>
        <translation>Für die Arbeit ohne Netz wählen Sie einen Ordner mit Wheels (WHEELS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="90"/>
        <source>The log is {log}.</source>
        <translation>Das Protokoll ist {log}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/extents.py" line="52"/>
        <source>The extent (EXTENT) is not finite: draw or type another.</source>
        <translation>Die Ausdehnung (EXTENT) ist nicht endlich: Zeichnen oder schreiben Sie eine andere.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/extents.py" line="63"/>
        <source>The pixel size (PIXEL_SIZE) must be above 0.</source>
        <translation>Die Pixelgröße (PIXEL_SIZE) muss größer als 0 sein.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/extents.py" line="65"/>
        <source>The extent (EXTENT) has no area: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</source>
        <translation>Die Ausdehnung (EXTENT) hat keine Fläche: {west}, {east}, {south}, {north} (xmin, xmax, ymin, ymax).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/extents.py" line="72"/>
        <source>The map would have {pixels} pixels ({width} x {height}), and {most} is the most: take larger pixels (PIXEL_SIZE) or a smaller extent (EXTENT).</source>
        <translation>Die Karte hätte {pixels} Pixel ({width} x {height}), höchstens {most} sind möglich: Nehmen Sie größere Pixel (PIXEL_SIZE) oder eine kleinere Ausdehnung (EXTENT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/extents.py" line="113"/>
        <source>The extent (EXTENT) can&apos;t be transformed to {crs}: choose another CRS or extent.</source>
        <translation>Die Ausdehnung (EXTENT) lässt sich nicht in {crs} umrechnen: Wählen Sie ein anderes KBS oder eine andere Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="27"/>
        <source>Trying SatCLIP&apos;s backend</source>
        <translation>Das Backend von SatCLIP wird geprüft</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="39"/>
        <source>The backend answers: version {version}, on {device}, {count} encoders.</source>
        <translation>Das Backend antwortet: Version {version}, auf {device}, {count} Encoder.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="61"/>
        <source>Test</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="68"/>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="70"/>
        <source>Leave the path empty to use what the algorithm “Set up the backend” installs. To use an environment of your own, give the path of its Python; it needs the package satclip-backend.</source>
        <translation>Lassen Sie den Pfad leer, um zu verwenden, was der Algorithmus „Backend einrichten“ installiert. Für eine eigene Umgebung geben Sie den Pfad ihres Python an; sie braucht das Paket satclip-backend.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="86"/>
        <source>The backend is not installed: run the algorithm “Set up the backend”.</source>
        <translation>Das Backend ist nicht installiert: Führen Sie den Algorithmus „Backend einrichten“ aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="87"/>
        <source>Not tried yet: {python}</source>
        <translation>Noch nicht geprüft: {python}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/options.py" line="93"/>
        <source>Trying…</source>
        <translation>Wird geprüft …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Add embeddings to a layer…</source>
        <translation>Einem Layer Embeddings hinzufügen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Draw an embedding map…</source>
        <translation>Embedding-Karte zeichnen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Set up the backend…</source>
        <translation>Backend einrichten …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Options…</source>
        <translation>Optionen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Draw a similarity map…</source>
        <translation>Ähnlichkeitskarte zeichnen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Draw a cluster map…</source>
        <translation>Clusterkarte zeichnen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="139"/>
        <source>SatCLIP live layer</source>
        <translation>SatCLIP-Live-Layer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="52"/>
        <source>Embeddings as colours</source>
        <translation>Embeddings als Farben</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="52"/>
        <source>Similarity to places</source>
        <translation>Ähnlichkeit mit Orten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="52"/>
        <source>Clusters</source>
        <translation>Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="61"/>
        <source>&amp;Number of clusters</source>
        <translation>A&amp;nzahl der Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="63"/>
        <source>&amp;Add layer</source>
        <translation>&amp;Layer hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="64"/>
        <source>Add a layer that the backend draws as you pan and zoom</source>
        <translation>Fügt einen Layer hinzu, den das Backend beim Verschieben und Zoomen zeichnet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="65"/>
        <source>&amp;Change layer</source>
        <translation>Layer &amp;ändern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="66"/>
        <source>Let the selected live layer show this instead</source>
        <translation>Lässt den gewählten Live-Layer dies zeigen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="72"/>
        <source>&amp;Use selected points</source>
        <translation>&amp;Gewählte Punkte nehmen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="73"/>
        <source>Show the similarity to the selected features of the selected point layer</source>
        <translation>Zeigt die Ähnlichkeit mit den gewählten Objekten des gewählten Punktlayers</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="84"/>
        <source>Legend</source>
        <translation>Legende</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="73"/>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="123"/>
        <source>Similarity at the cursor: {value}</source>
        <translation>Ähnlichkeit am Mauszeiger: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="146"/>
        <source>&amp;Encoder</source>
        <translation>&amp;Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/dock.py" line="146"/>
        <source>&amp;Shows</source>
        <translation>&amp;Zeigt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="54"/>
        <source>Add live embedding layer</source>
        <translation>Live-Layer der Embeddings hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="55"/>
        <source>Similar places</source>
        <translation>Ähnliche Orte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="57"/>
        <source>Click on the map to see where it is similar; with Ctrl or Shift, add a place to those before</source>
        <translation>Klicken Sie in die Karte, um zu sehen, wo es ähnlich ist; mit Strg oder Umschalt kommt ein Ort zu den vorigen hinzu</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="64"/>
        <source>Live layer panel</source>
        <translation>Bedienfeld des Live-Layers</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="182"/>
        <source>This point of the map is no place on Earth: click elsewhere.</source>
        <translation>Dieser Punkt der Karte ist kein Ort auf der Erde: Klicken Sie an eine andere Stelle.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="187"/>
        <source>{most} places are the most: the oldest one is left out.</source>
        <translation>Mehr als {most} Orte gehen nicht: Der älteste fällt weg.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="195"/>
        <source>Select a point layer and some of its features first.</source>
        <translation>Wählen Sie zuerst einen Punktlayer und einige seiner Objekte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="198"/>
        <source>{count} points are selected, and {most} are the most: the first {most} are used.</source>
        <translation>{count} Punkte sind gewählt, mehr als {most} gehen nicht: Die ersten {most} werden genommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="233"/>
        <source>Similarity: {value}</source>
        <translation>Ähnlichkeit: {value}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="279"/>
        <source>Starting SatCLIP's backend…</source>
        <translation>Das Backend von SatCLIP startet…</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/live_desktop.py" line="286"/>
        <source>The live layer can&apos;t be drawn. {reason}</source>
        <translation>Der Live-Layer kann nicht gezeichnet werden. {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/live_layer.py" line="66"/>
        <source>Live embeddings ({encoder})</source>
        <translation>Live-Embeddings ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/live_layer.py" line="67"/>
        <source>Live similarity ({encoder})</source>
        <translation>Live-Ähnlichkeit ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/live_layer.py" line="68"/>
        <source>Live clusters ({encoder})</source>
        <translation>Live-Cluster ({encoder})</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/map_style.py" line="67"/>
        <source>1: the same kind of place</source>
        <translation>1: die gleiche Art von Ort</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/map_style.py" line="68"/>
        <source>-1: the opposite</source>
        <translation>-1: das Gegenteil</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/map_parameters.py" line="73"/>
        <source>Evaluate every pixel by itself</source>
        <translation>Jedes Pixel einzeln berechnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="54"/>
        <source>Draw a similarity map</source>
        <translation>Ähnlichkeitskarte zeichnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="58"/>
        <source>Draws how similar each pixel&apos;s place is to given places, as SatCLIP sees it.</source>
        <translation>Zeichnet, wie ähnlich der Ort jedes Pixels gegebenen Orten ist, wie SatCLIP es sieht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="62"/>
        <source>satclip,embedding,raster,map,similarity,similar places,search,satellite</source>
        <translation>satclip,embedding,raster,karte,ähnlichkeit,ähnliche orte,suche,satellit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="66"/>
        <source>Places to compare with</source>
        <translation>Orte, mit denen verglichen wird</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="74"/>
        <source>Point to compare with</source>
        <translation>Punkt, mit dem verglichen wird</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="77"/>
        <source>Similarity map</source>
        <translation>Ähnlichkeitskarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="79"/>
        <source>Places compared with</source>
        <translation>Verglichene Orte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="94"/>
        <source>There is no place to compare with: choose a layer (PLACES), a point (POINT) or both.</source>
        <translation>Es gibt keinen Ort zum Vergleichen: Wählen Sie einen Layer (PLACES), einen Punkt (POINT) oder beides.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="98"/>
        <source>There are more than {most} places to compare with: select some of the layer's features and choose “selected features only” (PLACES).</source>
        <translation>Es gibt mehr als {most} Orte zum Vergleichen: Wählen Sie einige Objekte des Layers aus und „Nur gewählte Objekte“ (PLACES).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="117"/>
        <source>The point (POINT) has no place on Earth: click or type another (x,y [EPSG:4326]).</source>
        <translation>Der Punkt (POINT) hat keinen Ort auf der Erde: Klicken Sie einen anderen an oder geben Sie ihn ein (x,y [EPSG:4326]).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="137"/>
        <source>The layer of places (PLACES) has no features to compare with.</source>
        <translation>Der Layer der Orte (PLACES) hat keine Objekte zum Vergleichen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="139"/>
        <source>None of the {count} features of the layer (PLACES) has a place on Earth.</source>
        <translation>Keines der {count} Objekte des Layers (PLACES) hat einen Ort auf der Erde.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/similarity_map.py" line="145"/>
        <source>{count} features of the layer (PLACES) have no place on Earth and are left out.</source>
        <translation>{count} Objekte des Layers (PLACES) haben keinen Ort auf der Erde und werden ausgelassen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="69"/>
        <source>Draw a cluster map</source>
        <translation>Clusterkarte zeichnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="73"/>
        <source>Draws which kind of place each pixel&apos;s is: classes of similar SatCLIP embeddings.</source>
        <translation>Zeichnet, welche Art von Ort jedes Pixel zeigt: Klassen ähnlicher SatCLIP-Embeddings.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="77"/>
        <source>satclip,embedding,raster,map,cluster,k-means,classification,regions,satellite</source>
        <translation>satclip,embedding,raster,karte,cluster,k-means,klassifikation,regionen,satellit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="82"/>
        <source>Number of clusters</source>
        <translation>Anzahl der Cluster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="93"/>
        <source>The whole globe: the same classes on all maps</source>
        <translation>Die ganze Erde: gleiche Klassen auf allen Karten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="94"/>
        <source>The extent: the classes that tell its places apart best</source>
        <translation>Die Ausdehnung: Klassen, die ihre Orte am besten unterscheiden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="96"/>
        <source>Fitted on</source>
        <translation>Angepasst an</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="100"/>
        <source>Cluster map</source>
        <translation>Clusterkarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="101"/>
        <source>Classes and their typical places</source>
        <translation>Klassen und ihre typischen Orte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/cluster_map.py" line="111"/>
        <source>Number of classes</source>
        <translation>Anzahl der Klassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="188"/>
        <source>Making the layer&apos;s spatial index</source>
        <translation>Der räumliche Index des Layers wird angelegt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="190"/>
        <source>The layer has no spatial index: make one in its properties (Source).</source>
        <translation>Der Layer hat keinen räumlichen Index: Legen Sie einen in seinen Eigenschaften (Quelle) an.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/prediction_style.py" line="74"/>
        <source>correct</source>
        <translation>richtig</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/prediction_style.py" line="75"/>
        <source>incorrect</source>
        <translation>falsch</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="67"/>
        <source>Field to model</source>
        <translation>Zu modellierendes Feld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="77"/>
        <source>Gradient boosting</source>
        <translation>Gradient Boosting</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="78"/>
        <source>Linear: ridge or logistic regression</source>
        <translation>Linear: Ridge- oder logistische Regression</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="79"/>
        <source>Nearest neighbours on the sphere (without embeddings)</source>
        <translation>Nächste Nachbarn auf der Kugel (ohne Embeddings)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="80"/>
        <source>Neural network (MLP)</source>
        <translation>Neuronales Netz (MLP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="81"/>
        <source>The best of them all</source>
        <translation>Das beste von allen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="83"/>
        <source>Estimator</source>
        <translation>Lernverfahren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="89"/>
        <source>Other fields that the model is told</source>
        <translation>Weitere Felder, die das Modell verwendet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="97"/>
        <source>Tell the model the coordinates, too</source>
        <translation>Dem Modell auch die Koordinaten geben</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="98"/>
        <source>Kind of model</source>
        <translation>Art des Modells</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="98"/>
        <source>By the field: numbers are regressed; text, booleans and integers with few values classified</source>
        <translation>Nach dem Feld: Zahlen werden regrediert; Text, Wahrheitswerte und ganze Zahlen mit wenigen Werten klassifiziert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="98"/>
        <source>Regression</source>
        <translation>Regression</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="98"/>
        <source>Classification</source>
        <translation>Klassifikation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="110"/>
        <source>Units of the field</source>
        <translation>Einheit des Feldes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="111"/>
        <source>Weights</source>
        <translation>Gewichte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="114"/>
        <source>Groups (regions, sites)</source>
        <translation>Gruppen (Regionen, Standorte)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="121"/>
        <source>How rows are held out</source>
        <translation>Wie Zeilen zurückgehalten werden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="121"/>
        <source>As far from the others as the area is (kNNDM)</source>
        <translation>So weit von den übrigen entfernt wie das Gebiet (kNNDM)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="121"/>
        <source>Blocks of equal area</source>
        <translation>Blöcke gleicher Fläche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="121"/>
        <source>A group at a time</source>
        <translation>Jeweils eine Gruppe</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="121"/>
        <source>At random (optimistic)</source>
        <translation>Zufällig (optimistisch)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="132"/>
        <source>Number of folds</source>
        <translation>Anzahl der Folds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="140"/>
        <source>Side of the blocks in km (0: as far as residuals are correlated)</source>
        <translation>Seitenlänge der Blöcke in km (0: so weit, wie Residuen korreliert sind)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="148"/>
        <source>Area that predictions are wanted for (by default, where the layer lies)</source>
        <translation>Gebiet, für das Vorhersagen gewünscht sind (ohne Angabe: wo der Layer liegt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Seed</source>
        <translation>Startwert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="162"/>
        <source>Encoders (ids, separated by commas)</source>
        <translation>Encoder (IDs, durch Kommas getrennt)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="112"/>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="112"/>
        <source>SatCLIP models (*.satclip)</source>
        <translation>SatCLIP-Modelle (*.satclip)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="186"/>
        <source>Report</source>
        <translation>Bericht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="125"/>
        <source>HTML files (*.html)</source>
        <translation>HTML-Dateien (*.html)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="234"/>
        <source>Folds by group (FOLDS) need the field with the groups (GROUPS): choose one.</source>
        <translation>Folds nach Gruppen (FOLDS) brauchen das Feld mit den Gruppen (GROUPS): Wählen Sie eines.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="260"/>
        <source>There is no model file {path} (MODEL_FILE).</source>
        <translation>Die Modelldatei {path} gibt es nicht (MODEL_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="274"/>
        <source>Reading the layer</source>
        <translation>Der Layer wird gelesen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="315"/>
        <source>{count} features are left out: {reason}.</source>
        <translation>{count} Objekte werden ausgelassen: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="53"/>
        <source>Predict a layer</source>
        <translation>Einem Layer Vorhersagen hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="57"/>
        <source>Adds a model&apos;s predictions to a layer, with intervals and where the model applies.</source>
        <translation>Fügt einem Layer die Vorhersagen eines Modells hinzu, mit Intervallen und der Angabe, wo das Modell anwendbar ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="61"/>
        <source>satclip,predict,prediction,model,regression,classification,uncertainty</source>
        <translation>satclip,vorhersagen,vorhersage,prognose,modell,regression,klassifikation,unsicherheit,schätzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="74"/>
        <source>Layer with predictions</source>
        <translation>Layer mit Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="75"/>
        <source>Features predicted</source>
        <translation>Objekte mit Vorhersage</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="76"/>
        <source>Features where the model does not apply</source>
        <translation>Objekte, bei denen das Modell nicht anwendbar ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="79"/>
        <source>Field that the model predicts</source>
        <translation>Feld, das das Modell vorhersagt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="106"/>
        <source>The layer “{layer}” changed while it was predicted: run the algorithm again.</source>
        <translation>Der Layer „{layer}“ hat sich während der Vorhersage geändert: Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="124"/>
        <source>{count} features have no place on Earth: kept without a prediction.</source>
        <translation>{count} Objekte haben keinen Ort auf der Erde: ohne Vorhersage übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_points.py" line="130"/>
        <source>{count} features are unlike all that the model was fitted on (applicable is false): their intervals say nothing.</source>
        <translation>{count} Objekte sind allem unähnlich, woran das Modell angepasst wurde (applicable ist false): Für sie sagen die Intervalle nichts aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="57"/>
        <source>Evaluate a model on unseen regions</source>
        <translation>Modell in unbekannten Regionen bewerten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="61"/>
        <source>Tells how well a model does on continents, or regions of yours, that it was not fitted on.</source>
        <translation>Zeigt, wie gut ein Modell auf Kontinenten oder in eigenen Regionen ist, an die es nicht angepasst wurde.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="67"/>
        <source>satclip,evaluate,generalisation,transfer,regions,continents,zero-shot,model</source>
        <translation>satclip,bewerten,evaluieren,validierung,verallgemeinerung,generalisierung,übertragbarkeit,transfer,regionen,kontinente,zero-shot,modell</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="72"/>
        <source>Layer with the modelled field</source>
        <translation>Layer mit dem modellierten Feld</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="79"/>
        <source>Field with the regions (if none: continents)</source>
        <translation>Feld mit den Regionen (ohne Feld: Kontinente)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="89"/>
        <source>Scores by region</source>
        <translation>Gütemaße nach Region</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="98"/>
        <source>Number of regions</source>
        <translation>Anzahl der Regionen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/evaluate_model.py" line="99"/>
        <source>Score on regions of which no place was seen</source>
        <translation>Gütemaß in Regionen, aus denen das Modell keinen Ort kennt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="63"/>
        <source>Compare encoders</source>
        <translation>Encoder vergleichen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="67"/>
        <source>Tells which encoder, and what resolution, suits a field of yours.</source>
        <translation>Zeigt, welcher Encoder und welche Auflösung zu einem eigenen Feld passen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="71"/>
        <source>satclip,compare,encoder,embedding,benchmark,resolution,degree</source>
        <translation>satclip,vergleichen,vergleich,encoder,embedding,benchmark,auflösung,grad</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="77"/>
        <source>Degrees L up to which the first encoder is used, separated by commas</source>
        <translation>Grade L, bis zu denen der erste Encoder betrachtet wird, durch Kommas getrennt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="87"/>
        <source>Scores by encoder</source>
        <translation>Gütemaße nach Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="96"/>
        <source>Best of encoders and baselines in the folds chosen</source>
        <translation>Bester von Encodern und Vergleichsmodellen in den gewählten Folds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="99"/>
        <source>Which is best, and how sure that is</source>
        <translation>Welcher der beste ist, und wie sicher das ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/compare_encoders.py" line="138"/>
        <source>The degrees (DEGREES) must be whole numbers separated by commas, such as 5,10,20.</source>
        <translation>Die Grade (DEGREES) müssen ganze Zahlen sein, durch Kommas getrennt, etwa 5,10,20.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/field_columns.py" line="56"/>
        <source>The layer “{layer}” has no field “{field}”.</source>
        <translation>Der Layer „{layer}“ hat kein Feld „{field}“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/field_columns.py" line="72"/>
        <source>The layer “{layer}” has no features.</source>
        <translation>Der Layer „{layer}“ hat keine Objekte.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/field_columns.py" line="83"/>
        <source>The field “{field}” of the layer “{layer}” has the type {type}, which can't be used: choose one with numbers, text, dates or booleans.</source>
        <translation>Das Feld „{field}“ des Layers „{layer}“ enthält {type}, was nicht verwendet werden kann: Wählen Sie eines mit Zahlen, Text, Datums- oder Wahrheitswerten.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="44"/>
        <source>Predict a map</source>
        <translation>Vorhersagekarte zeichnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="48"/>
        <source>Maps a model&apos;s predictions, with intervals and where the model applies.</source>
        <translation>Zeichnet eine Karte der Vorhersagen eines Modells, mit Intervallen und der Angabe, wo das Modell anwendbar ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="52"/>
        <source>satclip,predict,prediction,map,raster,model,uncertainty,applicability</source>
        <translation>satclip,vorhersagen,vorhersage,prognose,karte,raster,modell,unsicherheit,anwendbarkeit,anwendungsbereich</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="58"/>
        <source>Also bands for uncertainty, applicability and distance</source>
        <translation>Auch Kanäle für Unsicherheit, Anwendbarkeit und Entfernung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="63"/>
        <source>Leave pixels empty where the model does not apply</source>
        <translation>Pixel leer lassen, wo das Modell nicht anwendbar ist</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="69"/>
        <source>Prediction map</source>
        <translation>Vorhersagekarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="71"/>
        <source>Low end of the predictions</source>
        <translation>Unteres Ende der Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="72"/>
        <source>High end of the predictions</source>
        <translation>Oberes Ende der Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/predict_map.py" line="99"/>
        <source>The model applies to no pixel of this extent: the map is empty.</source>
        <translation>Das Modell ist auf kein Pixel dieser Ausdehnung anwendbar: Die Karte ist leer.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="85"/>
        <source>Fit a model</source>
        <translation>Modell anpassen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="89"/>
        <source>Fits a model of a field from SatCLIP embeddings, and tells how far it can be trusted.</source>
        <translation>Passt ein Modell an, das ein Feld aus SatCLIP-Embeddings vorhersagt, und zeigt, wie weit man ihm trauen kann.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="93"/>
        <source>satclip,regression,classification,machine learning,cross-validation,predict,model</source>
        <translation>satclip,regression,klassifikation,maschinelles lernen,kreuzvalidierung,vorhersagen,vorhersage,modell,anpassen,trainieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="102"/>
        <source>How often intervals are to hold the truth, percent</source>
        <translation>Wie oft Intervalle den wahren Wert enthalten, in Prozent</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="118"/>
        <source>Rows with out-of-fold predictions</source>
        <translation>Zurückgehaltene Zeilen mit Vorhersagen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="127"/>
        <source>Number of rows used</source>
        <translation>Anzahl der verwendeten Zeilen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="128"/>
        <source>Name of the score</source>
        <translation>Name des Gütemaßes</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="129"/>
        <source>Score in the folds chosen</source>
        <translation>Gütemaß in den gewählten Folds</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="130"/>
        <source>Score in random folds (optimistic)</source>
        <translation>Gütemaß in zufälligen Folds (optimistisch)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="131"/>
        <source>Share of intervals that held the truth (0 to 1)</source>
        <translation>Anteil der Intervalle, die den wahren Wert enthielten (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="134"/>
        <source>Share of the area where the model applies (0 to 1)</source>
        <translation>Anteil des Gebiets, in dem das Modell anwendbar ist (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="139"/>
        <source>Whether embeddings helped</source>
        <translation>Ob Embeddings geholfen haben</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/fit_model.py" line="140"/>
        <source>Whether embeddings helped, as a sentence</source>
        <translation>Ob Embeddings geholfen haben, als Satz</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/recipe_parameters.py" line="165"/>
        <source>Installed: {encoders}</source>
        <translation>Installiert: {encoders}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="55"/>
        <source>Pretrain an encoder…</source>
        <translation>Encoder vortrainieren …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="158"/>
        <source>SatCLIP training</source>
        <translation>SatCLIP-Training</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="48"/>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="48"/>
        <source>State</source>
        <translation>Stand</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="48"/>
        <source>Time left</source>
        <translation>Restzeit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="57"/>
        <source>Runs of pretraining</source>
        <translation>Läufe des Vortrainings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="63"/>
        <source>&amp;New run…</source>
        <translation>&amp;Neuer Lauf …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="64"/>
        <source>&amp;Stop</source>
        <translation>&amp;Anhalten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="65"/>
        <source>Stop the run and keep what it has learnt</source>
        <translation>Den Lauf anhalten und behalten, was er gelernt hat</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="66"/>
        <source>&amp;Resume</source>
        <translation>&amp;Fortsetzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="67"/>
        <source>Go on where the run was stopped</source>
        <translation>Dort weitermachen, wo der Lauf angehalten wurde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="68"/>
        <source>&amp;Delete</source>
        <translation>&amp;Löschen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="69"/>
        <source>Delete the run with its images; an encoder that came of it stays</source>
        <translation>Den Lauf mit seinen Bildern löschen; ein Encoder, der daraus wurde, bleibt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="70"/>
        <source>Show model &amp;card</source>
        <translation>&amp;Modellkarte zeigen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="71"/>
        <source>&amp;Map it…</source>
        <translation>&amp;Kartieren …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="72"/>
        <source>Draw an embedding map with the encoder that came of the run</source>
        <translation>Eine Embedding-Karte mit dem Encoder zeichnen, der aus dem Lauf wurde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="125"/>
        <source>Model card</source>
        <translation>Modellkarte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="154"/>
        <source>There are no runs yet: press “New run…”.</source>
        <translation>Es gibt noch keine Läufe: „Neuer Lauf …“ drücken.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="158"/>
        <source>Delete the run “{run}” with its images and what it has learnt?</source>
        <translation>Den Lauf „{run}“ mit seinen Bildern und allem löschen, was er gelernt hat?</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="190"/>
        <source>waiting</source>
        <translation>wartet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="191"/>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="192"/>
        <source>stopping</source>
        <translation>hält an</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="193"/>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="194"/>
        <source>finished</source>
        <translation>fertig</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_dock.py" line="195"/>
        <source>failed</source>
        <translation>gescheitert</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="29"/>
        <source>Loss and retrieval</source>
        <translation>Verlust und Wiederfinden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="38"/>
        <source>No evaluation yet</source>
        <translation>Noch keine Auswertung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="43"/>
        <source>Step {step}: loss {loss}, held out {held_out}; own image first {top1}, among ten {top10}</source>
        <translation>Schritt {step}: Verlust {loss}, zurückgehalten {held_out}; eigenes Bild zuerst {top1}, unter zehn {top10}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="83"/>
        <source>The curves appear with the first evaluation.</source>
        <translation>Die Kurven erscheinen mit der ersten Auswertung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="164"/>
        <source>Loss</source>
        <translation>Verlust</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="93"/>
        <source>training</source>
        <translation>Training</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="93"/>
        <source>held out</source>
        <translation>zurückgehalten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="93"/>
        <source>Retrieval</source>
        <translation>Wiederfinden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="93"/>
        <source>top 1</source>
        <translation>Top 1</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="93"/>
        <source>top 10</source>
        <translation>Top 10</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/run_plot.py" line="106"/>
        <source>step</source>
        <translation>Schritt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_desktop.py" line="39"/>
        <source>Training panel</source>
        <translation>Trainingsfenster</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_desktop.py" line="118"/>
        <source>The encoder “{encoder}” is trained and in the list.</source>
        <translation>Der Encoder „{encoder}“ ist trainiert und in der Liste.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/gui/training_desktop.py" line="134"/>
        <source>The backend is still busy with what you asked for before.</source>
        <translation>Das Backend ist noch mit dem beschäftigt, was zuvor verlangt wurde.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="133"/>
        <source>The layer “{layer}” ({name}) is no raster: choose images.</source>
        <translation>Der Layer „{layer}“ ({name}) ist kein Raster: Bilder wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="139"/>
        <source>The layer “{layer}” ({name}) is a picture that a server draws: choose the images themselves, or save the layer as a GeoTIFF first.</source>
        <translation>Der Layer „{layer}“ ({name}) ist ein Bild, das ein Server zeichnet: die Bilder selbst wählen oder den Layer zuerst als GeoTIFF speichern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="147"/>
        <source>The layer “{layer}” ({name}) has no coordinate reference system, so its place on Earth is unknown: set it in the layer's properties (Source).</source>
        <translation>Der Layer „{layer}“ ({name}) hat kein Koordinatenbezugssystem, daher ist sein Ort auf der Erde unbekannt: es in den Layereigenschaften (Quelle) festlegen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="200"/>
        <source>Sending the layer “{layer}”</source>
        <translation>Der Layer „{layer}“ wird gesendet</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="207"/>
        <source>The layer “{layer}” has nothing in the extent.</source>
        <translation>Der Layer „{layer}“ hat nichts in der Ausdehnung.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="212"/>
        <source>The images have nothing in the extent: choose another.</source>
        <translation>Die Bilder haben nichts in der Ausdehnung: eine andere wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="244"/>
        <source>The layer “{layer}” is too large to be sent: {pixels} pixels make {size:.1f} GB, and {most:.1f} GB is the most. Choose a smaller extent, or use the command line (satclip-backend sample, pretrain).</source>
        <translation>Der Layer „{layer}“ ist zu groß zum Senden: {pixels} Pixel ergeben {size:.1f} GB, höchstens gehen {most:.1f} GB. Eine kleinere Ausdehnung wählen oder die Befehlszeile nutzen (satclip-backend sample, pretrain).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="310"/>
        <source>The layer “{layer}” can't be read.</source>
        <translation>Der Layer „{layer}“ kann nicht gelesen werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="330"/>
        <source>The layer “{layer}” can't be read, or its copy not written to {folder}.</source>
        <translation>Der Layer „{layer}“ kann nicht gelesen oder seine Kopie nicht nach {folder} geschrieben werden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_filling.py" line="37"/>
        <source>{folder} (OUTPUT) is a file: choose a folder.</source>
        <translation>{folder} (OUTPUT) ist eine Datei: einen Ordner wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_filling.py" line="88"/>
        <source>The backend sent patches that can&apos;t be read ({reason}). Run it again.</source>
        <translation>Das Backend hat Ausschnitte gesendet, die nicht gelesen werden können ({reason}). Noch einmal ausführen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_filling.py" line="120"/>
        <source>The folder {folder} (OUTPUT) holds patches of another kind: choose another folder, or the same images and sizes to go on with it.</source>
        <translation>Der Ordner {folder} (OUTPUT) enthält Ausschnitte anderer Art: einen anderen Ordner wählen oder dieselben Bilder und Größen, um mit ihm weiterzumachen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_filling.py" line="128"/>
        <source>The patches can&apos;t be written to {folder} (OUTPUT): {reason}. Make room there, or choose another one; what is in it stays, and the next run goes on.</source>
        <translation>Die Ausschnitte können nicht nach {folder} (OUTPUT) geschrieben werden: {reason}. Dort Platz schaffen oder einen anderen wählen; was darin ist, bleibt, und der nächste Lauf macht weiter.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="71"/>
        <source>Pretrain an encoder</source>
        <translation>Encoder vortrainieren</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="75"/>
        <source>Trains a SatCLIP encoder of your own on imagery of a region.</source>
        <translation>Trainiert einen eigenen SatCLIP-Encoder mit Bildern einer Region.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="79"/>
        <source>satclip,pretrain,train,encoder,imagery,satellite,machine learning,self-supervised</source>
        <translation>satclip,vortrainieren,trainieren,encoder,bilder,satellit,maschinelles lernen,selbstüberwacht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Images</source>
        <translation>Bilder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Or a folder of patches</source>
        <translation>Oder ein Ordner mit Ausschnitten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Extent (all of the images by default)</source>
        <translation>Ausdehnung (ohne Angabe die ganzen Bilder)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Or polygons of the area</source>
        <translation>Oder Polygone des Gebiets</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Name of the encoder</source>
        <translation>Name des Encoders</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>My region</source>
        <translation>Meine Region</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Minutes to spend</source>
        <translation>Minuten, die es dauern darf</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Go on in the background, even when QGIS is closed</source>
        <translation>Im Hintergrund weitermachen, auch wenn QGIS geschlossen wird</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="85"/>
        <source>Resume the stopped run of that name</source>
        <translation>Den angehaltenen Lauf dieses Namens fortsetzen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="120"/>
        <source>Map of the encoder</source>
        <translation>Karte des Encoders</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="125"/>
        <source>Markdown (*.md)</source>
        <translation>Markdown (*.md)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="134"/>
        <source>Id of the encoder and its run</source>
        <translation>Kennung des Encoders und seines Laufs</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="135"/>
        <source>Training steps</source>
        <translation>Trainingsschritte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="136"/>
        <source>Held-out places whose own image is the most alike (0 to 1)</source>
        <translation>Zurückgehaltene Orte, deren eigenes Bild das ähnlichste ist (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="141"/>
        <source>Held-out places whose own image is among the first ten (0 to 1)</source>
        <translation>Zurückgehaltene Orte, deren eigenes Bild unter den ersten zehn ist (0 bis 1)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="146"/>
        <source>Loss on held-out places</source>
        <translation>Verlust an zurückgehaltenen Orten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="147"/>
        <source>Seconds it took</source>
        <translation>Dauer in Sekunden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="152"/>
        <source>Predict what images show</source>
        <translation>Vorhersagen, was Bilder zeigen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="153"/>
        <source>Match places and images (CLIP, as SatCLIP was published)</source>
        <translation>Orte und Bilder zuordnen (CLIP, wie SatCLIP veröffentlicht wurde)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="154"/>
        <source>Match places and images (SigLIP)</source>
        <translation>Orte und Bilder zuordnen (SigLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="155"/>
        <source>Predict and match (CLIP)</source>
        <translation>Vorhersagen und zuordnen (CLIP)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="158"/>
        <source>Random convolutions of the images (MOSAIKS)</source>
        <translation>Zufällige Faltungen der Bilder (MOSAIKS)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="159"/>
        <source>A small network without training</source>
        <translation>Ein kleines Netz ohne Training</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="160"/>
        <source>MoCo ResNet18 of Sentinel-2 (12 or 13 bands; a download)</source>
        <translation>MoCo ResNet18 für Sentinel-2 (12 oder 13 Bänder; wird heruntergeladen)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="161"/>
        <source>MoCo ResNet50 of Sentinel-2 (12 or 13 bands; a download)</source>
        <translation>MoCo ResNet50 für Sentinel-2 (12 oder 13 Bänder; wird heruntergeladen)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="162"/>
        <source>MoCo ViT-S/16 of Sentinel-2 (12 or 13 bands; a download)</source>
        <translation>MoCo ViT-S/16 für Sentinel-2 (12 oder 13 Bänder; wird heruntergeladen)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="164"/>
        <source>Number of places (as many as the images have room for by default)</source>
        <translation>Anzahl der Orte (ohne Angabe so viele, wie in die Bilder passen)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Side of a patch in pixels</source>
        <translation>Seite eines Ausschnitts in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="164"/>
        <source>Degree L, which resolves 20,000 km / L (from the area&apos;s size by default)</source>
        <translation>Grad L, der 20.000 km / L auflöst (ohne Angabe nach der Größe des Gebiets)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="164"/>
        <source>Units of a hidden layer</source>
        <translation>Einheiten einer verborgenen Schicht</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="164"/>
        <source>What describes the images</source>
        <translation>Was die Bilder beschreibt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Places on land only</source>
        <translation>Nur Orte an Land</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="224"/>
        <source>The run “{run}” goes on in the background: the panel SatCLIP training shows how far it is, and the encoder will be in the list when it has finished.</source>
        <translation>Der Lauf „{run}“ geht im Hintergrund weiter: das Fenster SatCLIP-Training zeigt, wie weit er ist, und der Encoder ist in der Liste, wenn er fertig ist.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="264"/>
        <source>Choose either images (RASTERS) or a folder of patches (FOLDER) to train on.</source>
        <translation>Entweder Bilder (RASTERS) oder einen Ordner mit Ausschnitten (FOLDER) für das Training wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="203"/>
        <source>The extent (EXTENT) has no area: draw or type another.</source>
        <translation>Die Ausdehnung (EXTENT) hat keine Fläche: eine andere zeichnen oder eingeben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="163"/>
        <source>{count} places are left out: {reason}.</source>
        <translation>{count} Orte sind ausgelassen: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="279"/>
        <source>No place has a patch in {images} that isn&apos;t in another image.</source>
        <translation>Kein Ort hat in {images} einen Ausschnitt, der nicht aus einem anderen Bild stammt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="305"/>
        <source>The encoder “{encoder}” is in the list now: L = {degree}, which resolves about {km} km.</source>
        <translation>Der Encoder „{encoder}“ ist jetzt in der Liste: L = {degree}, das löst etwa {km} km auf.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="338"/>
        <source>“{name}” (NAME) can't be the name of an encoder: use letters and digits.</source>
        <translation>„{name}“ (NAME) kann nicht der Name eines Encoders sein: Buchstaben und Ziffern verwenden.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="349"/>
        <source>There is no stopped run “{run}” to resume (RESUME): see the panel SatCLIP training.</source>
        <translation>Es gibt keinen angehaltenen Lauf „{run}“ zum Fortsetzen (RESUME): siehe das Fenster SatCLIP-Training.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="356"/>
        <source>There is a run “{run}” already: resume it (RESUME), delete it in the panel SatCLIP training, or choose another name.</source>
        <translation>Es gibt schon einen Lauf „{run}“: ihn fortsetzen (RESUME), im Fenster SatCLIP-Training löschen oder einen anderen Namen wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/pretrain.py" line="363"/>
        <source>There is an encoder “{encoder}” already: choose another name (NAME).</source>
        <translation>Es gibt schon einen Encoder „{encoder}“: einen anderen Namen (NAME) wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/polygons.py" line="48"/>
        <source>The polygons of “{layer}” have {count} vertices, and {most} are the most: simplify them first.</source>
        <translation>Die Polygone von „{layer}“ haben {count} Stützpunkte, höchstens gehen {most}: sie zuerst vereinfachen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/polygons.py" line="56"/>
        <source>The area (AREA) is empty: the layer “{layer}” has no polygon that lies on Earth.</source>
        <translation>Das Gebiet (AREA) ist leer: der Layer „{layer}“ hat kein Polygon, das auf der Erde liegt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="58"/>
        <source>Sample imagery</source>
        <translation>Bilder ausschneiden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="62"/>
        <source>Cuts patches of images around places, to pretrain an encoder on.</source>
        <translation>Schneidet Ausschnitte von Bildern um Orte aus, um einen Encoder damit vorzutrainieren.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="66"/>
        <source>satclip,sample,imagery,patches,chips,tiles,pretrain,satellite</source>
        <translation>satclip,stichprobe,bilder,ausschnitte,kacheln,vortrainieren,satellit</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Extent to draw places in (all of the images by default)</source>
        <translation>Ausdehnung, in der Orte gezogen werden (ohne Angabe die ganzen Bilder)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Polygons to draw places in</source>
        <translation>Polygone, in denen Orte gezogen werden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Or the places themselves</source>
        <translation>Oder die Orte selbst</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="71"/>
        <source>Number of places to draw</source>
        <translation>Anzahl der Orte, die gezogen werden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Metres of a pixel (those of the images by default)</source>
        <translation>Meter eines Pixels (ohne Angabe wie in den Bildern)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Pixels of a patch that may lack data, percent</source>
        <translation>Pixel eines Ausschnitts, die ohne Daten sein dürfen, in Prozent</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Equal numbers of places in cells of equal area</source>
        <translation>Gleich viele Orte in Zellen gleicher Fläche</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="129"/>
        <source>Folder of patches</source>
        <translation>Ordner mit Ausschnitten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="130"/>
        <source>Patches in the folder</source>
        <translation>Ausschnitte im Ordner</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="131"/>
        <source>Patches that were made now</source>
        <translation>Ausschnitte, die jetzt gemacht wurden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="132"/>
        <source>Places without a patch</source>
        <translation>Orte ohne Ausschnitt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="145"/>
        <source>There are no images (RASTERS): choose one at least.</source>
        <translation>Es gibt keine Bilder (RASTERS): mindestens eines wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="167"/>
        <source>None of the places has a patch ({reasons}): check the extent of the images, the area and the size of a patch (PIXELS).</source>
        <translation>Keiner der Orte hat einen Ausschnitt ({reasons}): die Ausdehnung der Bilder, das Gebiet und die Größe eines Ausschnitts (PIXELS) prüfen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="222"/>
        <source>None of the {count} features of the layer (POINTS) has a place on Earth.</source>
        <translation>Keines der {count} Objekte des Layers (POINTS) hat einen Ort auf der Erde.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="228"/>
        <source>{count} features of the layer (POINTS) have no place on Earth and are left out.</source>
        <translation>{count} Objekte des Layers (POINTS) haben keinen Ort auf der Erde und sind ausgelassen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_folder.py" line="33"/>
        <source>The folder {folder} has {size} MB of images, and {most} MB are the most that can be sent: choose a folder with fewer, or train with the command satclip-backend pretrain.</source>
        <translation>Der Ordner {folder} hat {size} MB an Bildern, höchstens {most} MB können gesendet werden: einen Ordner mit weniger wählen oder mit dem Befehl satclip-backend pretrain trainieren.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_folder.py" line="39"/>
        <source>Packing {count} images</source>
        <translation>{count} Bilder werden gepackt</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_folder.py" line="54"/>
        <source>The folder {folder} can&apos;t be read: {reason}.</source>
        <translation>Der Ordner {folder} kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_folder.py" line="62"/>
        <source>There is no folder {folder} (FOLDER).</source>
        <translation>Es gibt keinen Ordner {folder} (FOLDER).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/patch_folder.py" line="73"/>
        <source>The folder {folder} has no images: choose one with georeferenced patches, or with index.csv and images as “Sample imagery” makes it.</source>
        <translation>Der Ordner {folder} hat keine Bilder: einen mit georeferenzierten Ausschnitten wählen oder einen mit index.csv und images, wie „Bilder ausschneiden“ ihn macht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sample_imagery.py" line="99"/>
        <source>Band that tells clouds, and its values where there are none (SCL=4,5,6,7,11)</source>
        <translation>Band, das Wolken zeigt, und seine Werte dort, wo keine sind (SCL=4,5,6,7,11)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/outputs.py" line="115"/>
        <source>{file} is there already: give its whole name to replace it, or another.</source>
        <translation>{file} gibt es schon: den ganzen Namen angeben, um sie zu ersetzen, oder einen anderen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/staging.py" line="31"/>
        <source>{file} is a folder: give the name of a file in it.</source>
        <translation>{file} ist ein Ordner: den Namen einer Datei darin angeben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/staging.py" line="35"/>
        <source>{file} can&apos;t be written: the folder {folder} does not exist.</source>
        <translation>{file} kann nicht geschrieben werden: den Ordner {folder} gibt es nicht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/staging.py" line="41"/>
        <source>{file} is read-only: choose another name, or allow writing to it.</source>
        <translation>{file} ist schreibgeschützt: einen anderen Namen wählen oder das Schreiben erlauben.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/staging.py" line="125"/>
        <source>{file} can&apos;t be written: {reason}. Choose another place, or close what has it open.</source>
        <translation>{file} kann nicht geschrieben werden: {reason}. Einen anderen Ort wählen oder schließen, was die Datei geöffnet hat.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/conflicts.py" line="83"/>
        <source>“{output}” ({name}) would be written over {file}, which “{input}” is read from: choose another file.</source>
        <translation>„{output}“ ({name}) würde {file} überschreiben, woraus „{input}“ gelesen wird: eine andere Datei wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/conflicts.py" line="96"/>
        <source>“{output}” ({name}) and “{other}” ({other_name}) would both be written to {file}: choose different files.</source>
        <translation>„{output}“ ({name}) und „{other}“ ({other_name}) würden beide nach {file} geschrieben: verschiedene Dateien wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="79"/>
        <source>{file} can&apos;t be read or written: {reason}.</source>
        <translation>{file} kann nicht gelesen oder geschrieben werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="79"/>
        <source>A file</source>
        <translation>Eine Datei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="85"/>
        <source>There is not enough memory: close other programs, or take fewer features or pixels.</source>
        <translation>Der Arbeitsspeicher reicht nicht: andere Programme schließen oder weniger Objekte oder Pixel nehmen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/algorithm.py" line="90"/>
        <source>“{algorithm}” stopped at an error that nobody foresaw ({kind}: {reason}). Please report it with what the tab SatCLIP of the log messages panel says.</source>
        <translation>„{algorithm}“ ist an einem Fehler stehengeblieben, den niemand vorhergesehen hat ({kind}: {reason}). Bitte mit dem melden, was im Reiter SatCLIP des Protokollfensters steht.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/places.py" line="41"/>
        <source>The layer “{layer}” has no geometry: make points of its fields first, with the tool “Create points layer from table”.</source>
        <translation>Der Layer „{layer}“ hat keine Geometrie: zuerst aus seinen Feldern Punkte machen, mit dem Werkzeug „Punktlayer aus Tabelle erzeugen“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/places.py" line="48"/>
        <source>The layer “{layer}” holds collections of geometries, for which QGIS has no symbols and no coordinate reference system: save them as points, lines or polygons first.</source>
        <translation>Der Layer „{layer}“ enthält Geometriesammlungen, für die QGIS weder Symbole noch ein Koordinatenbezugssystem hat: sie zuerst als Punkte, Linien oder Polygone speichern.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="88"/>
        <source>{format} can&apos;t keep a feature without a geometry, and feature {id} has none: choose another format, such as GeoPackage.</source>
        <translation>{format} kann kein Objekt ohne Geometrie enthalten, und Objekt {id} hat keine: ein anderes Format wählen, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="97"/>
        <source>{format} keeps the first {longest} bytes of a text, and “{field}” of feature {id} has {size}: choose another format, such as GeoPackage.</source>
        <translation>{format} behält die ersten {longest} Bytes eines Textes, und „{field}“ von Objekt {id} hat {size}: ein anderes Format wählen, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="112"/>
        <source>{format} can't keep the number {value} in “{field}” of feature {id} exactly: choose another format, such as GeoPackage.</source>
        <translation>{format} kann die Zahl {value} in „{field}“ von Objekt {id} nicht genau behalten: ein anderes Format wählen, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="141"/>
        <source>{format} can&apos;t hold the field(s) {fields}: choose another format, such as GeoPackage, or remove them from the layer first.</source>
        <translation>{format} kann diese Felder nicht enthalten: {fields}. Ein anderes Format wählen, etwa GeoPackage, oder sie zuerst aus dem Layer entfernen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="149"/>
        <source>{format} changes the names of fields: {names}.</source>
        <translation>{format} ändert die Namen von Feldern: {names}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="161"/>
        <source>{format} has no geometries: the places of the features are not in the file.</source>
        <translation>{format} hat keine Geometrien: die Orte der Objekte stehen nicht in der Datei.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="167"/>
        <source>QGIS can&apos;t read {format}, so nothing checks what is written.</source>
        <translation>QGIS kann {format} nicht lesen, also prüft nichts, was geschrieben wird.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="171"/>
        <source>{format} does not keep this coordinate reference system: set it when you open the file.</source>
        <translation>{format} behält dieses Koordinatenbezugssystem nicht: beim Öffnen der Datei setzen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="214"/>
        <source>{format} can&apos;t hold this layer: {reason}. Rename or remove the field that is named, or choose another format, such as GeoPackage.</source>
        <translation>{format} kann diesen Layer nicht enthalten: {reason}. Das genannte Feld umbenennen oder entfernen, oder ein anderes Format wählen, etwa GeoPackage.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="297"/>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="149"/>
        <source>The output holds {found} of {count} features, so the disk may be full, or the format can&apos;t take them. Nothing is kept of it.</source>
        <translation>Die Ausgabe enthält {found} von {count} Objekten: vielleicht ist die Festplatte voll, oder das Format kann sie nicht aufnehmen. Nichts davon bleibt.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="238"/>
        <source>The fields “{one}” and “{other}” differ in small and capital letters only, which this format doesn't tell apart: rename one, or choose another format.</source>
        <translation>Die Felder „{one}“ und „{other}“ unterscheiden sich nur in Groß- und Kleinschreibung, die dieses Format nicht unterscheidet: eines umbenennen oder ein anderes Format wählen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="257"/>
        <source>The field “{field}” can't be the key of a GeoPackage, which wants whole numbers that are there once: it is kept as it is, and the key is called “{key}”.</source>
        <translation>Das Feld „{field}“ kann nicht der Schlüssel eines GeoPackage sein, der ganze Zahlen verlangt, die nur einmal vorkommen: es bleibt, wie es ist, und der Schlüssel heißt „{key}“.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/raster_uploads.py" line="127"/>
        <source>The file {file} ({name}) holds several images ({images}): add those that you want to the project (Layer &gt; Add Layer &gt; Add Raster Layer), and choose them there.</source>
        <translation>Die Datei {file} ({name}) enthält mehrere Bilder ({images}): Fügen Sie die gewünschten dem Projekt hinzu (Layer &gt; Layer hinzufügen &gt; Rasterlayer hinzufügen) und wählen Sie sie dort.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="155"/>
        <source>Lists and objects are written to {format} as text, in JSON: {fields}.</source>
        <translation>Listen und Objekte werden in {format} als Text in JSON geschrieben: {fields}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/formats.py" line="214"/>
        <source>{format} can&apos;t hold this layer: {reason}. Rename or remove the field that is named.</source>
        <translation>{format} kann diesen Layer nicht aufnehmen: {reason}. Benennen Sie das genannte Feld um oder entfernen Sie es.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/sinks.py" line="125"/>
        <source>The layer holds geometries of several kinds ({one}, and {other} in feature {id}), which this format can&apos;t keep together: choose another format, such as GeoPackage.</source>
        <translation>Der Layer enthält Geometrien verschiedener Art ({one} und im Objekt {id} {other}), die dieses Format nicht zusammen aufnehmen kann: Wählen Sie ein anderes Format, etwa GeoPackage.</translation>
    </message>
</context>
</TS>
