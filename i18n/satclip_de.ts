<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de">
<context>
    <name>@default</name>
    <message>
        <location filename="../satclip_qgis/algorithms/common.py" line="25"/>
        <source>Encoder</source>
        <translation>Encoder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="71"/>
        <source>Add embeddings to a layer</source>
        <translation>Einem Layer Embeddings hinzufügen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="75"/>
        <source>Adds SatCLIP location embeddings to the features of a layer.</source>
        <translation>Fügt den Objekten eines Layers SatCLIP-Embeddings ihrer Orte hinzu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="79"/>
        <source>satclip,embedding,location,satellite,features,enrich,machine learning</source>
        <translation>satclip,embedding,ort,satellit,merkmale,anreichern,maschinelles lernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="91"/>
        <source>Layer</source>
        <translation>Layer</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="97"/>
        <source>All dimensions of the embedding</source>
        <translation>Alle Dimensionen des Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="97"/>
        <source>The first principal components</source>
        <translation>Die ersten Hauptkomponenten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="98"/>
        <source>What to add</source>
        <translation>Was hinzugefügt wird</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="101"/>
        <source>Number of principal components</source>
        <translation>Anzahl der Hauptkomponenten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="110"/>
        <source>Prefix of the new fields</source>
        <translation>Präfix der neuen Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="111"/>
        <source>Layer with embeddings</source>
        <translation>Layer mit Embeddings</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="112"/>
        <source>Features with an embedding</source>
        <translation>Objekte mit Embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="113"/>
        <source>Features without</source>
        <translation>Objekte ohne Embedding</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="114"/>
        <source>Number of fields added</source>
        <translation>Anzahl der hinzugefügten Felder</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="122"/>
        <source>The layer “{layer}” has no coordinate reference system, so its places on Earth are unknown: set it in the layer's properties (Source).</source>
        <translation>Der Layer „{layer}“ hat kein Koordinatenbezugssystem, seine Orte auf der Erde sind also unbekannt: Legen Sie es in den Layereigenschaften (Quelle) fest.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="137"/>
        <source>The encoder has {dimension} components, and COMPONENTS asks for {components}.</source>
        <translation>Der Encoder hat {dimension} Komponenten, COMPONENTS verlangt {components}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="163"/>
        <source>The output could not be written: {reason}</source>
        <translation>Die Ausgabe konnte nicht geschrieben werden: {reason}</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="206"/>
        <source>The layer has a field “{name}” already: choose another prefix (PREFIX).</source>
        <translation>Der Layer hat bereits ein Feld „{name}“: Wählen Sie ein anderes Präfix (PREFIX).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="265"/>
        <source>{count} features have no geometry or an empty one: kept without an embedding.</source>
        <translation>{count} Objekte haben keine oder eine leere Geometrie: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="266"/>
        <source>{count} features have coordinates that are not finite: kept without an embedding.</source>
        <translation>{count} Objekte haben Koordinaten, die nicht endlich sind: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="267"/>
        <source>{count} features can&apos;t be transformed to longitude and latitude: kept without an embedding.</source>
        <translation>{count} Objekte lassen sich nicht in Länge und Breite umrechnen: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="270"/>
        <source>{count} features lie beyond 90 degrees of latitude: kept without an embedding.</source>
        <translation>{count} Objekte liegen jenseits von 90 Grad Breite: ohne Embedding übernommen.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embed_points.py" line="275"/>
        <source>{count} features have an embedding.</source>
        <translation>{count} Objekte haben ein Embedding.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="62"/>
        <source>Draw an embedding map</source>
        <translation>Embedding-Karte zeichnen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="66"/>
        <source>Draws the principal components of SatCLIP&apos;s embedding of each pixel&apos;s place.</source>
        <translation>Zeichnet die Hauptkomponenten des SatCLIP-Embeddings am Ort jedes Pixels.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="70"/>
        <source>satclip,embedding,raster,map,pca,principal components,satellite,machine learning</source>
        <translation>satclip,embedding,raster,karte,pca,hauptkomponenten,satellit,maschinelles lernen</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="84"/>
        <source>Extent</source>
        <translation>Ausdehnung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="85"/>
        <source>Pixel size</source>
        <translation>Pixelgröße</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="91"/>
        <source>CRS of the map</source>
        <translation>KBS der Karte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="94"/>
        <source>The encoder&apos;s own: same colours on all maps</source>
        <translation>Die des Encoders: gleiche Farben auf allen Karten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="95"/>
        <source>Fitted to the extent: most contrast</source>
        <translation>An die Ausdehnung angepasst: größter Kontrast</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="96"/>
        <source>From a file saved earlier</source>
        <translation>Aus einer früher gespeicherten Datei</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="98"/>
        <source>Basis</source>
        <translation>Basis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="99"/>
        <source>Basis file</source>
        <translation>Datei der Basis</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="102"/>
        <source>Number of principal components (bands)</source>
        <translation>Anzahl der Hauptkomponenten (Kanäle)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="111"/>
        <source>Embedding map</source>
        <translation>Embedding-Karte</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="112"/>
        <source>Save the basis</source>
        <translation>Basis speichern</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="117"/>
        <source>Width in pixels</source>
        <translation>Breite in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="118"/>
        <source>Height in pixels</source>
        <translation>Höhe in Pixeln</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="119"/>
        <source>Pixels that have a place on Earth</source>
        <translation>Pixel mit einem Ort auf der Erde</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="126"/>
        <source>The CRS of the map (CRS) is not valid: choose another.</source>
        <translation>Das KBS der Karte (CRS) ist ungültig: Wählen Sie ein anderes.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="149"/>
        <source>The map has {width} x {height} pixels.</source>
        <translation>Die Karte hat {width} x {height} Pixel.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="180"/>
        <source>Choose the file of the basis (BASIS_FILE).</source>
        <translation>Wählen Sie die Datei der Basis (BASIS_FILE).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="189"/>
        <source>The file of the basis can&apos;t be read: {reason}.</source>
        <translation>Die Datei der Basis kann nicht gelesen werden: {reason}.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="193"/>
        <source>{file} is not a basis that this algorithm has saved (BASIS_OUTPUT).</source>
        <translation>{file} ist keine Basis, die dieser Algorithmus gespeichert hat (BASIS_OUTPUT).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/embedding_map.py" line="226"/>
        <source>The backend's results lack “{name}”. Run it again.</source>
        <translation>In den Ergebnissen des Backends fehlt „{name}“. Führen Sie den Algorithmus erneut aus.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="45"/>
        <source>Set up the backend</source>
        <translation>Backend einrichten</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="49"/>
        <source>Installs PyTorch and SatCLIP&apos;s backend into a folder of their own.</source>
        <translation>Installiert PyTorch und das Backend von SatCLIP in einen eigenen Ordner.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="53"/>
        <source>satclip,install,torch,pytorch,python,environment</source>
        <translation>satclip,installieren,torch,pytorch,python,umgebung</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Python 3.10 or newer to install with (found by itself if empty)</source>
        <translation>Python 3.10 oder neuer für die Installation (wird gesucht, wenn leer)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Folder of wheels (packages on disk)</source>
        <translation>Ordner mit Wheels (Pakete auf der Festplatte)</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Address of another package index</source>
        <translation>Adresse eines anderen Paketverzeichnisses</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="66"/>
        <source>Use the folder of wheels only</source>
        <translation>Nur den Ordner mit Wheels verwenden</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="81"/>
        <source>Python of the backend</source>
        <translation>Python des Backends</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="82"/>
        <source>Log of the installation</source>
        <translation>Protokoll der Installation</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="88"/>
        <source>The plugin&apos;s folder lacks the backend&apos;s wheel: install the plugin again.</source>
        <translation>Im Ordner der Erweiterung fehlt das Wheel des Backends: Installieren Sie die Erweiterung neu.</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="94"/>
        <source>To work without a network choose a folder of wheels (WHEELS).</source>
        <translation>Für die Arbeit ohne Netz wählen Sie einen Ordner mit Wheels (WHEELS).</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/algorithms/setup_backend.py" line="105"/>
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
        <location filename="../satclip_qgis/plugin.py" line="42"/>
        <source>Add embeddings to a layer…</source>
        <translation>Einem Layer Embeddings hinzufügen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="42"/>
        <source>Draw an embedding map…</source>
        <translation>Embedding-Karte zeichnen …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="42"/>
        <source>Set up the backend…</source>
        <translation>Backend einrichten …</translation>
    </message>
    <message>
        <location filename="../satclip_qgis/plugin.py" line="42"/>
        <source>Options…</source>
        <translation>Optionen …</translation>
    </message>
</context>
</TS>
